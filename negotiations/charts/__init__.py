"""Chart geometry: numbers in, shapes out."""

from negotiations.charts import gap, lanes, scale, shapes, times

__all__ = ["gap", "lanes", "scale", "shapes", "times"]
