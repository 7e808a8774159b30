# %% right: an include list for the matrix, and the airport set on the step
# name: checks
# on:
#   push:
#   pull_request:
# env: {PYTHONPATH: src}
# jobs:
#   train:
#     if: ${{ github.event_name == 'push' }}
#     needs: [test]
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - name: Train
#         run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with: {name: model, path: ./model.json}
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         include:
#           - {code: LGA}
#           - {code: JFK}
#           - {code: EWR}
#     steps:
#       - uses: actions/checkout@v6
#       - run: ORIGIN="$CODE" python -m unittest discover -s tests
#         env: {CODE: "${{ matrix.code }}"}

# %% right: the condition on the ref, and a name for each leg
# name: test and train
# on:
#   pull_request:
#     branches: ["**"]
#   push:
#     branches: ["**"]
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     name: Test ${{ matrix.origin }}
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     env:
#       ORIGIN: ${{ matrix.origin }}
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#   train:
#     needs: test
#     if: "!startsWith(github.event_name, 'pull_request')"
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json

# %% wrong: training does not wait | message: training waits with `needs`
# name: test and train
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     env:
#       ORIGIN: ${{ matrix.origin }}
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#   train:
#     if: github.event_name != 'pull_request'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json

# %% wrong: training for pull requests, too | message: pull request: expected the three tests and no training
# name: test and train
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     env:
#       ORIGIN: ${{ matrix.origin }}
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json

# %% wrong: trains once for each airport | message: expected one training after the tests
# name: test and train
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     env:
#       ORIGIN: ${{ matrix.origin }}
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#   train:
#     needs: test
#     strategy:
#       matrix:
#         origin: [EWR, JFK, LGA]
#     if: github.event_name != 'pull_request'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json

# %% wrong: the matrix is there, but ORIGIN is not | message: expected the tests of three airports first
# name: test and train
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#   train:
#     needs: test
#     if: github.event_name != 'pull_request'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json

# %% wrong: does not start for pull requests | message: pull request: expected the three tests
# name: test and train
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     env:
#       ORIGIN: ${{ matrix.origin }}
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#   train:
#     needs: test
#     if: github.event_name != 'pull_request'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json

# %% wrong: needs a job that does not exist | message: actionlint
# name: test and train
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     env:
#       ORIGIN: ${{ matrix.origin }}
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#   train:
#     needs: tests
#     if: github.event_name != 'pull_request'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json

# %% wrong: forgets the artifact | message: expected the artifact model
# name: test and train
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     env:
#       ORIGIN: ${{ matrix.origin }}
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#   train:
#     needs: test
#     if: github.event_name != 'pull_request'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py

# %% wrong: trains also when a test has failed
# name: test and train
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     env:
#       ORIGIN: ${{ matrix.origin }}
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#   train:
#     needs: test
#     if: always() && github.event_name != 'pull_request'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json

# %% wrong: a failing test does not fail the run | message: may fail without harm
# name: test and train
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     continue-on-error: true
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     env:
#       ORIGIN: ${{ matrix.origin }}
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#   train:
#     needs: test
#     if: github.event_name != 'pull_request'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json

# %% wrong: the failing step is forgiven
# name: test and train
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     env:
#       ORIGIN: ${{ matrix.origin }}
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests || true
#   train:
#     needs: test
#     if: github.event_name != 'pull_request'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json

# %% wrong: pushes to main only | message: narrowed by branches
# name: test and train
# on:
#   push:
#     branches: [main]
#   pull_request:
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     env:
#       ORIGIN: ${{ matrix.origin }}
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#   train:
#     needs: test
#     if: github.event_name != 'pull_request'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json

# %% wrong: one failing airport cancels the others on GitHub
# name: test and train
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     if: github.event_name != 'pull_request'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json

# %% wrong: pull requests when they are opened only | message: narrowed by types
# name: test and train
# on:
#   push:
#   pull_request:
#     types: [opened]
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     if: github.event_name != 'pull_request'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json

# %% wrong: trains for main only | message: push to the branch topic
# name: test and train
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json

# %% wrong: a condition on the steps, so that the job runs | message: `if` belongs to the job
# name: test and train
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   test:
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#         if: github.event_name == 'push'
#       - uses: actions/upload-artifact@v6
#         if: github.event_name == 'push'
#         with:
#           name: model
#           path: model.json
