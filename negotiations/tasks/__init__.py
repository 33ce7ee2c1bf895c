"""Background jobs. Each may run twice after a crash, so each must be able to."""

from negotiations.tasks.digests import write_digest, write_digests
from negotiations.tasks.intake import check_feed, check_feeds, take_in
from negotiations.tasks.upkeep import retry_stalled

__all__ = ["check_feed", "check_feeds", "retry_stalled", "take_in", "write_digest", "write_digests"]
