# %% right: sum of a list
def add(a, b):
    return sum([a, b])

# %% right: subtracts the opposite
def add(a, b):
    return a - -b

# %% wrong: subtracts | message: did you subtract
def add(a, b):
    return a - b

# %% wrong: prints instead of returning | message: gives None
def add(a, b):
    print(a + b)

# %% wrong: loses the sign
def add(a, b):
    return abs(a) + abs(b)

# %% wrong: clips at zero
def add(a, b):
    return max(a + b, 0)
