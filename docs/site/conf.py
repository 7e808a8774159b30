"""How Sphinx makes the course's site from the pages that tools/make_site.py puts together (`make site`)."""

project = "MLOps Roadmap Labs"
html_title = project
language = "en"

extensions = ["myst_nb"]
exclude_patterns = ["parts/*", "downloads/*"]
myst_heading_anchors = 3
myst_links_external_new_tab = False

# A lab is shown as a student gets it: nothing is run.
nb_execution_mode = "off"
# The libraries behind interactive widgets would come from another server; no lab has a widget.
nb_ipywidgets_js = {}
# A cell that writes a file holds that file's language, which the highlighter of Python does not know.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "pydata_sphinx_theme"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_use_index = False
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_sidebars = {"index": [], "checks": []}
html_theme_options = {
    # The larger search field has a name for a screen reader that is not the one it shows.
    "navbar_persistent": ["search-button"],
    "navbar_end": ["theme-switcher"],
    "footer_start": [],
    "footer_end": [],
    "primary_sidebar_end": [],
    "secondary_sidebar_items": ["page-toc"],
    "show_toc_level": 2,
    "back_to_top_button": False,
    "search_bar_text": "Search the labs and guides",
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
