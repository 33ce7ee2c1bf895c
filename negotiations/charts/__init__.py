"""Chart geometry: numbers in, shapes out."""

from negotiations.charts import gap, lanes, reliability, scale, shapes, timeline, times

__all__ = ["gap", "lanes", "reliability", "scale", "shapes", "timeline", "times"]
