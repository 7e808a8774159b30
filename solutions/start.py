# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Start here
#
# A service predicts, before take-off, whether a flight out of New York will arrive more than 15 minutes late. Lab by lab
# you make it fit for production. Each lab takes 60 to 120 minutes and stands alone: take them in order, or begin where
# your work needs it.
#
# 1. Open a lab below. Run its cells from the top with Shift+Enter.
# 2. Replace each `# YOUR CODE HERE` and the `raise` below it by your answer. Run the check under it: nothing printed
#    means that it passes.
# 3. Press **Validate** in the notebook's toolbar when all checks pass. Then hand it in: *Assignment List* in the menu
#    *Nbgrader* where your course has an exchange, else as your instructor says.
#
# ## Your progress
#
# The list below comes from the notebooks beside this page. Save your lab, click the cell and press Shift+Enter to bring
# the list up to date. It counts checks that passed when they were last run; grading runs hidden checks, too. Nothing
# leaves this machine.

# %%
import labkit.progress

labkit.progress.read()

# %% [markdown]
# ## Take your work home
#
# On Binder everything is gone when you leave, or after some minutes without a click. On your own machine, skip this.
#
# - **Save:** right-click the lab's notebook in the file browser on the left, *Download*. Keep its name.
# - **Go on later:** open the lab's folder in the file browser, press *Upload Files* (the arrow), choose your notebook and
#   let it overwrite the one that is there. Then run its cells from the top.
# - **Hand in:** upload the same file where your instructor collects it, under its name, such as `01_python.ipynb`.
