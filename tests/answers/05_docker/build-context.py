# %% right: shuts out the caches by their folders' content
# **
# !requirements.txt
# !service/**
# service/**/__pycache__
# service/**/*.pyc
# service/**/.env*

# %% right: names the junk at the top of service and at any depth
# # everything out
# *
# # in
# !/requirements.txt
# !/service/
# # out again
# service/__pycache__
# service/**/__pycache__
# **/*.py[c]
# service/.env*
# service/**/.env*

# %% wrong: a list of what is not wanted today | message: nobody asked for
# .git
# .venv
# **/.env*
# **/__pycache__
# **/*.pyc
# data
# notebooks
# tests

# %% wrong: a list of what is not wanted today, complete for today
# .git
# .venv
# **/.env*
# **/__pycache__
# **/*.pyc
# data
# notebooks
# tests
# train.py
# prometheus.yml

# %% wrong: patterns as in .gitignore, which fit in every folder there | message: patterns start at the root
# *
# !requirements.txt
# !service
# __pycache__
# *.pyc
# .env

# %% wrong: shuts out everything last | message: the last line that fits a path wins
# !requirements.txt
# !service
# **/__pycache__
# **/*.pyc
# **/.env*
# *

# %% wrong: lets in what it has just shut out | message: a token goes out with
# *
# **/__pycache__
# **/*.pyc
# **/.env*
# !requirements.txt
# !service

# %% wrong: lets through the files of today by name
# *
# !requirements.txt
# !service/__init__.py
# !service/app.py
# !service/model.py
# !service/model.json

# %% wrong: a comment at the end of a line | message: which is shut out
# *   # everything
# !requirements.txt   # the lock
# !service   # the code
# **/__pycache__
# **/*.pyc
# **/.env*
# data
# .git
# .venv
# notebooks
# tests
# requirements.txt

# %% wrong: only the file .env itself, not its brothers
# *
# !requirements.txt
# !service
# **/__pycache__
# **/*.pyc
# **/.env

# %% wrong: everything that has env at its beginning
# *
# !requirements.txt
# !service
# **/__pycache__
# **/*.pyc
# **/.env*
# **/env*

# %% wrong: lets through every file called requirements and something
# *
# !requirements*.txt
# !service
# **/__pycache__
# **/*.pyc
# **/.env*

# %% wrong: lets through requirements.txt in every folder
# *
# !**/requirements.txt
# !service
# **/__pycache__
# **/*.pyc
# **/.env*

# %% wrong: lets through whatever begins with service
# *
# !requirements.txt
# !service*
# **/__pycache__
# **/*.pyc
# **/.env*

# %% wrong: shuts out names that hold .env anywhere
# *
# !requirements.txt
# !service
# **/__pycache__
# **/*.pyc
# **/*.env*

# %% wrong: shuts out all hidden files of the service
# *
# !requirements.txt
# !service
# **/__pycache__
# **/*.pyc
# **/.*

# %% wrong: shuts out .pyd as well as .pyc
# *
# !requirements.txt
# !service
# **/__pycache__
# **/*.py[cod]
# **/.env*
