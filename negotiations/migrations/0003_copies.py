import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


from negotiations.extraction.copies import fingerprint, packed


def take_fingerprints(apps, schema_editor):
    """While articles may change, which is in this migration alone."""
    Article = apps.get_model('negotiations', 'Article')
    for pk, body in Article.objects.values_list('pk', 'body').iterator(chunk_size=100):
        Article.objects.filter(pk=pk).update(fingerprint=packed(fingerprint(body)))


class Migration(migrations.Migration):

    dependencies = [
        ('negotiations', '0002_suggestion_raw'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='article',
            name='article_is_immutable',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='article',
            name='within_one_negotiation',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='suggestion',
            name='within_one_negotiation',
        ),
        migrations.AddField(
            model_name='article',
            name='copy_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='negotiations.article'),
        ),
        migrations.AddField(
            model_name='article',
            name='fingerprint',
            field=models.BinaryField(help_text='Of the body, to tell copies by.', null=True),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='repeat_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeats', to='negotiations.suggestion'),
        ),
        migrations.RunPython(take_fingerprints, migrations.RunPython.noop),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='article_is_immutable', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."body_sha256" IS DISTINCT FROM (NEW."body_sha256") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."fingerprint" IS DISTINCT FROM (NEW."fingerprint") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."negotiation_id" IS DISTINCT FROM (NEW."negotiation_id") OR OLD."outlet_id" IS DISTINCT FROM (NEW."outlet_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."sources" IS DISTINCT FROM (NEW."sources") OR OLD."stored_at" IS DISTINCT FROM (NEW."stored_at") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func="RAISE EXCEPTION 'article % is immutable: store a new one instead', OLD.id USING ERRCODE = 'check_violation';", hash='fcec81330cf3cf420525ff97b13eea318842b37e', operation='UPDATE', pgid='pgtrigger_article_is_immutable_89bd4', table='negotiations_article', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='within_one_negotiation', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF NEW.round_id IS NOT NULL AND NOT EXISTS (SELECT FROM negotiations_round named WHERE named.id = NEW.round_id AND named.negotiation_id = NEW.negotiation_id) OR NEW.copy_of_id IS NOT NULL AND NOT EXISTS (SELECT FROM negotiations_article named WHERE named.id = NEW.copy_of_id AND named.negotiation_id = NEW.negotiation_id) THEN RAISE EXCEPTION 'round, copy_of must be of negotiation %', NEW.negotiation_id USING ERRCODE = 'check_violation'; END IF; RETURN NEW;", hash='01e05ac7c4aab17674e7abaecb60c1f701f0b985', operation='INSERT OR UPDATE', pgid='pgtrigger_within_one_negotiation_7e521', table='negotiations_article', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='article_copies_an_earlier_one', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.copy_of_id IS NOT NULL AND NOT EXISTS (\n        SELECT FROM negotiations_article first\n        WHERE first.id = NEW.copy_of_id AND (first.date, first.body_sha256) < (NEW.date, NEW.body_sha256)) THEN\n    RAISE EXCEPTION 'article % is not earlier than its copy', NEW.copy_of_id USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='7994d60820c86faff0dbd940a863b99045a3b5e2', operation='INSERT OR UPDATE', pgid='pgtrigger_article_copies_an_earlier_one_698e1', table='negotiations_article', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='within_one_negotiation', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF NEW.article_id IS NOT NULL AND NOT EXISTS (SELECT FROM negotiations_article named WHERE named.id = NEW.article_id AND named.negotiation_id = NEW.negotiation_id) OR NEW.party_id IS NOT NULL AND NOT EXISTS (SELECT FROM negotiations_party named WHERE named.id = NEW.party_id AND named.negotiation_id = NEW.negotiation_id) OR NEW.addressee_id IS NOT NULL AND NOT EXISTS (SELECT FROM negotiations_party named WHERE named.id = NEW.addressee_id AND named.negotiation_id = NEW.negotiation_id) OR NEW.person_id IS NOT NULL AND NOT EXISTS (SELECT FROM negotiations_person named WHERE named.id = NEW.person_id AND named.negotiation_id = NEW.negotiation_id) OR NEW.issue_id IS NOT NULL AND NOT EXISTS (SELECT FROM negotiations_issue named WHERE named.id = NEW.issue_id AND named.negotiation_id = NEW.negotiation_id) OR NEW.repeat_of_id IS NOT NULL AND NOT EXISTS (SELECT FROM negotiations_suggestion named WHERE named.id = NEW.repeat_of_id AND named.negotiation_id = NEW.negotiation_id) THEN RAISE EXCEPTION 'article, party, addressee, person, issue, repeat_of must be of negotiation %', NEW.negotiation_id USING ERRCODE = 'check_violation'; END IF; RETURN NEW;", hash='e6c1bf034c759d528c82ea53e73e76d16611656b', operation='INSERT OR UPDATE', pgid='pgtrigger_within_one_negotiation_2f71d', table='negotiations_suggestion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='suggestion_repeats_an_earlier_one', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.repeat_of_id IS NOT NULL AND NOT EXISTS (\n        SELECT FROM negotiations_suggestion first JOIN negotiations_article earlier ON earlier.id = first.article_id\n        JOIN negotiations_article ours ON ours.id = NEW.article_id\n        WHERE first.id = NEW.repeat_of_id AND first.party_id = NEW.party_id\n        AND (earlier.date, earlier.body_sha256) < (ours.date, ours.body_sha256)) THEN\n    RAISE EXCEPTION 'suggestion % is no earlier one of the same party', NEW.repeat_of_id USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='442204e71c4dbf1a7ad88ca8ba88668285dd1220', operation='INSERT OR UPDATE', pgid='pgtrigger_suggestion_repeats_an_earlier_one_8854f', table='negotiations_suggestion', when='BEFORE')),
        ),
    ]
