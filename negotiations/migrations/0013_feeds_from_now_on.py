from django.db import migrations, models


def have_answered(apps, schema_editor):
    """What a feed held when it first answered was left aside once: from then on everything is new."""
    feeds = apps.get_model('negotiations', 'Feed').objects.filter(checked_at__isnull=False)
    answered = feeds.filter(models.Q(failures=0) | models.Q(entries__isnull=False))
    feeds.filter(pk__in=answered.values('pk')).update(from_now=False)


class Migration(migrations.Migration):

    dependencies = [
        ('negotiations', '0012_present_names'),
    ]

    operations = [
        migrations.AlterField(
            model_name='feed',
            name='from_now',
            field=models.BooleanField(default=False, help_text='What it holds when it first answers is left aside.'),
        ),
        migrations.RunPython(have_answered, migrations.RunPython.noop),
    ]
