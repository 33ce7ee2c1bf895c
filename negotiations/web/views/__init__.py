"""Pages: fetch, decide, render. A module each, named like its template."""
