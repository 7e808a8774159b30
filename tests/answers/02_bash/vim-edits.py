# %% right: keys in normal mode, the new last line before the exports
# g/DEBUG/normal dd
# %s/\/data\/old/\/srv\/flights/ge
# %s/[ \t]*$//e
# normal GoTZ=UTC
# g/^\u/s/^/export /
# x

# %% right: a substitute with the matched text, append, and update
# v/^\(.*DEBUG\)\@!/d
# g,/data/old,s,,/srv/flights,g
# g/\s$/s/\s\+$//
# %s/\C^[A-Z]/export &/
# $append
# export TZ=UTC
# .
# update
# quit

# %% wrong: never writes the file | message: wq, which writes the file
# g/DEBUG/d
# %s#/data/old#/srv/flights#g
# %s/\s\+$//
# g/^[A-Z]/s/^/export /
# $put ='export TZ=UTC'
# q!

# %% wrong: substitutes without %, on the present line only | message: % is every line
# g/DEBUG/d
# s#/data/old#/srv/flights#g
# %s/\s\+$//
# g/^[A-Z]/s/^/export /
# $put ='export TZ=UTC'
# wq

# %% wrong: forgets the flag g, so only the first match of a line | message: the flag g every match on it
# g/DEBUG/d
# %s#/data/old#/srv/flights#
# %s/\s\+$//
# g/^[A-Z]/s/^/export /
# $put ='export TZ=UTC'
# wq

# %% wrong: takes one space at a line's end, not all | message: expected no spaces at the ends of lines
# g/DEBUG/d
# %s#/data/old#/srv/flights#g
# %s/ $//
# g/^[A-Z]/s/^/export /
# $put ='export TZ=UTC'
# wq

# %% wrong: exports comments too | message: expected the line '# nightly job'
# g/DEBUG/d
# %s#/data/old#/srv/flights#g
# %s/\s\+$//
# %s/^/export /
# $put ='export TZ=UTC'
# wq

# %% wrong: puts the new line after the present line, not after the last | message: the last line: expected
# 1
# g/DEBUG/d
# %s#/data/old#/srv/flights#g
# %s/\s\+$//
# g/^[A-Z]/s/^/export /
# 1
# put ='export TZ=UTC'
# wq

# %% wrong: counts the lines of this one file
# 5d
# 2d
# %s#/data/old#/srv/flights#g
# %s/\s\+$//
# g/^[A-Z]/s/^/export /
# $put ='export TZ=UTC'
# wq

# %% wrong: spaces only, no tabs
# g/DEBUG/d
# %s#/data/old#/srv/flights#g
# %s/ \+$//
# g/^[A-Z]/s/^/export /
# $put ='export TZ=UTC'
# wq

# %% wrong: exports whatever holds a capital letter before the sign =
# g/DEBUG/d
# %s#/data/old#/srv/flights#g
# %s/\s\+$//
# g/[A-Z].*=/s/^/export /
# $put ='export TZ=UTC'
# wq

# %% wrong: exports names of capitals before the sign = only
# # vim commands, one a line, that bring a settings file into order
# g/DEBUG/d
# %s#/data/old#/srv/flights#g
# %s/\s\+$//
# %s/^\([A-Z]\+=\)/export \1/
# $put ='export TZ=UTC'
# wq

# %% wrong: exports names of capitals and underscores before the sign = only
# # vim commands, one a line, that bring a settings file into order
# g/DEBUG/d
# %s#/data/old#/srv/flights#g
# %s/\s\+$//
# g/^[A-Z_]*=/s/^/export /
# $put ='export TZ=UTC'
# wq

# %% wrong: deletes debug in small letters too
# # vim commands, one a line, that bring a settings file into order
# g/\cdebug/d
# %s#/data/old#/srv/flights#g
# %s/\s\+$//
# g/^[A-Z]/s/^/export /
# $put ='export TZ=UTC'
# wq

# %% wrong: spares /data/old within a longer name
# # vim commands, one a line, that bring a settings file into order
# g/DEBUG/d
# %s#/data/old\>#/srv/flights#g
# %s/\s\+$//
# g/^[A-Z]/s/^/export /
# $put ='export TZ=UTC'
# wq

# %% wrong: joins two commands by |, and the second is lost when the first finds nothing
# # vim commands, one a line, that bring a settings file into order
# g/DEBUG/d
# %s#/data/old#/srv/flights#g | %s/\s\+$//
# g/^[A-Z]/s/^/export /
# $put ='export TZ=UTC'
# wq

# %% wrong: deletes a line export TZ=UTC that is there already
# # vim commands, one a line, that bring a settings file into order
# g/DEBUG/d
# %s#/data/old#/srv/flights#g
# %s/\s\+$//
# g/^[A-Z]/s/^/export /
# g/^export TZ=/d
# $put ='export TZ=UTC'
# wq

# %% right: silent! before each command
# # vim commands, one a line, that bring a settings file into order
# g/DEBUG/d
# silent! %s#/data/old#/srv/flights#g
# silent! %s/\s\+$//
# g/^[A-Z]/s/^/export /
# $put ='export TZ=UTC'
# wq

# %% right: puts the new last line first, where no later command touches it
# # vim commands, one a line, that bring a settings file into order
# $put ='export TZ=UTC'
# g/DEBUG/d
# %s#/data/old#/srv/flights#g
# %s/\s\+$//
# g/^[A-Z]/s/^/export /
# wq
