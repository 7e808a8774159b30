# %% right: fires on Mondays and asks for the day of the month; bash as the shell
# SHELL=/bin/bash
# PATH="/opt/flights/bin:/usr/local/bin:/usr/bin:/bin"
# MAILTO=""
# 30 2 * * MON-FRI $HOME/bin/nightly.sh &>> $HOME/log/nightly-$(date +\%Y-\%m).log
# 15 4 * * MON [[ $(date +\%-d) -le 7 ]] && $HOME/bin/retrain.sh &>> $HOME/log/retrain-$(date +\%Y-\%m).log

# %% right: the path set for each command, five days listed, an if
# # m h dom mon dow command
# 30 02 * * 1,2,3,4,5 PATH=/opt/flights/bin:$PATH; export PATH; exec >> "log/nightly-`date +\%Y-\%m`.log" 2>&1; bin/nightly.sh
# 15 04 1,2,3,4,5,6,7 */1 * if test "`date +\%a`" = Mon; then PATH=/opt/flights/bin:$PATH bin/retrain.sh >> "log/retrain-`date +\%Y-\%m`.log" 2>&1; fi

# %% wrong: both day fields restricted, which cron joins with or | message: two restricted day fields mean 'or'
# PATH=/opt/flights/bin:/usr/bin:/bin
# 30 2 * * 1-5 "$HOME/bin/nightly.sh" >> "$HOME/log/nightly-$(date +\%Y-\%m).log" 2>&1
# 15 4 1-7 * 1 "$HOME/bin/retrain.sh" >> "$HOME/log/retrain-$(date +\%Y-\%m).log" 2>&1

# %% wrong: a percent sign without its backslash | message: an unescaped % ends the command
# PATH=/opt/flights/bin:/usr/bin:/bin
# 30 2 * * 1-5 "$HOME/bin/nightly.sh" >> "$HOME/log/nightly-$(date +%Y-%m).log" 2>&1
# 15 4 1-7 * * [ "$(date +%u)" != 1 ] || "$HOME/bin/retrain.sh" >> "$HOME/log/retrain-$(date +%Y-%m).log" 2>&1

# %% wrong: minute and hour swapped | message: '30' is no hour
# PATH=/opt/flights/bin:/usr/bin:/bin
# 2 30 * * 1-5 "$HOME/bin/nightly.sh" >> "$HOME/log/nightly-$(date +\%Y-\%m).log" 2>&1
# 4 15 1-7 * * [ "$(date +\%u)" != 1 ] || "$HOME/bin/retrain.sh" >> "$HOME/log/retrain-$(date +\%Y-\%m).log" 2>&1

# %% wrong: a star for the minute, "any minute will do" | message: * is every minute
# PATH=/opt/flights/bin:/usr/bin:/bin
# * 2 * * 1-5 "$HOME/bin/nightly.sh" >> "$HOME/log/nightly-$(date +\%Y-\%m).log" 2>&1
# 15 4 1-7 * * [ "$(date +\%u)" != 1 ] || "$HOME/bin/retrain.sh" >> "$HOME/log/retrain-$(date +\%Y-\%m).log" 2>&1

# %% wrong: PATH=$PATH:..., which a crontab does not expand | message: a crontab expands nothing
# PATH=$PATH:/opt/flights/bin:/bin
# 30 2 * * 1-5 "$HOME/bin/nightly.sh" >> "$HOME/log/nightly-$(date +\%Y-\%m).log" 2>&1
# 15 4 1-7 * * [ "$(date +\%u)" != 1 ] || "$HOME/bin/retrain.sh" >> "$HOME/log/retrain-$(date +\%Y-\%m).log" 2>&1

# %% wrong: calls the program by a bare name, as in an interactive shell | message: not found
# PATH=/opt/flights/bin:/usr/bin:/bin
# 30 2 * * 1-5 nightly.sh >> "$HOME/log/nightly-$(date +\%Y-\%m).log"
# 15 4 1-7 * * [ "$(date +\%u)" != 1 ] || retrain.sh >> "$HOME/log/retrain-$(date +\%Y-\%m).log"

# %% wrong: bash's &>> under /bin/sh | message: mind that /bin/sh is not bash
# PATH=/opt/flights/bin:/usr/bin:/bin
# 30 2 * * 1-5 "$HOME/bin/nightly.sh" &>> "$HOME/log/nightly-$(date +\%Y-\%m).log"
# 15 4 1-7 * * [ "$(date +\%u)" != 1 ] || "$HOME/bin/retrain.sh" &>> "$HOME/log/retrain-$(date +\%Y-\%m).log"

# %% wrong: > empties the log every night | message: add with >>
# PATH=/opt/flights/bin:/usr/bin:/bin
# 30 2 * * 1-5 "$HOME/bin/nightly.sh" > "$HOME/log/nightly-$(date +\%Y-\%m).log" 2>&1
# 15 4 1-7 * * [ "$(date +\%u)" != 1 ] || "$HOME/bin/retrain.sh" > "$HOME/log/retrain-$(date +\%Y-\%m).log" 2>&1

# %% wrong: 2>&1 before the log, so errors go to mail | message: and then 2>&1
# PATH=/opt/flights/bin:/usr/bin:/bin
# 30 2 * * 1-5 "$HOME/bin/nightly.sh" 2>&1 >> "$HOME/log/nightly-$(date +\%Y-\%m).log"
# 15 4 1-7 * * [ "$(date +\%u)" != 1 ] || "$HOME/bin/retrain.sh" 2>&1 >> "$HOME/log/retrain-$(date +\%Y-\%m).log"

# %% wrong: the summer's months and Mondays written out
# PATH=/opt/flights/bin:/usr/bin:/bin
# 30 2 * * 1-5 "$HOME/bin/nightly.sh" >> "$HOME/log/nightly-$(date +\%Y-\%m).log" 2>&1
# 15 4 1 7 * "$HOME/bin/retrain.sh" >> "$HOME/log/retrain-$(date +\%Y-\%m).log" 2>&1
# 15 4 5 8 * "$HOME/bin/retrain.sh" >> "$HOME/log/retrain-$(date +\%Y-\%m).log" 2>&1

# %% wrong: compares the day as text, where 08 to 09 come before 7
# SHELL=/bin/bash
# PATH=/opt/flights/bin:/usr/bin:/bin
# 30 2 * * 1-5 "$HOME/bin/nightly.sh" >> "$HOME/log/nightly-$(date +\%Y-\%m).log" 2>&1
# 15 4 * * 1 [[ $(date +\%d) < 7 ]] && "$HOME/bin/retrain.sh" >> "$HOME/log/retrain-$(date +\%Y-\%m).log" 2>&1

# %% right: exports a whole PATH in the command, then asks for the date
# # The nightly job and the monthly retraining; install with: crontab nightly.cron
# 30 2 * * 1,2,3,4,5 export PATH=/opt/flights/bin:/usr/bin:/bin; $HOME/bin/nightly.sh >> $HOME/log/nightly-`date +\%Y-\%m`.log 2>&1
# 15 4 * * 1 export PATH=/opt/flights/bin:/usr/bin:/bin; test `date +\%e` -gt 7 || $HOME/bin/retrain.sh >> $HOME/log/retrain-`date +\%Y-\%m`.log 2>&1

# %% right: an empty MAILTO throws away what the line says on other days
# # The nightly job and the monthly retraining; install with: crontab nightly.cron
# PATH=/opt/flights/bin:/usr/bin:/bin
# MAILTO=""
# 30 2 * * 1-5 "$HOME/bin/nightly.sh" >> "$HOME/log/nightly-$(date +\%Y-\%m).log" 2>&1
# 15 4 1-7 * * if [ "$(date +\%u)" = 1 ]; then "$HOME/bin/retrain.sh" >> "$HOME/log/retrain-$(date +\%Y-\%m).log" 2>&1; else echo "not the first Monday"; fi

# %% right: a star in the day of the month, so that both day fields must match
# # The nightly job and the monthly retraining; install with: crontab nightly.cron
# PATH="/opt/flights/bin:/usr/bin:/bin"
# LOG=log
# 30 2 * * 1-5 exec >> "$LOG/nightly-$(date +\%Y-\%m).log" 2>&1; bin/nightly.sh
# 15 4 */31,1-7 * MON bin/retrain.sh >> "$LOG/retrain-$(date +\%Y-\%m).log" 2>&1

# %% wrong: lets a second Monday on the 8th through | message: one of the days 1 to 7
# # The nightly job and the monthly retraining; install with: crontab nightly.cron
# PATH=/opt/flights/bin:/usr/bin:/bin
# 30 2 * * 1-5 "$HOME/bin/nightly.sh" >> "$HOME/log/nightly-$(date +\%Y-\%m).log" 2>&1
# 15 4 * * 1 [ "$(date +\%d)" -le 8 ] && "$HOME/bin/retrain.sh" >> "$HOME/log/retrain-$(date +\%Y-\%m).log" 2>&1

# %% wrong: writes the month into the log's name | message: the month comes from date
# # The nightly job and the monthly retraining; install with: crontab nightly.cron
# PATH=/opt/flights/bin:/usr/bin:/bin
# 30 2 * * 1-5 "$HOME/bin/nightly.sh" >> "$HOME/log/nightly-2013-07.log" 2>&1
# 15 4 1-7 * * [ "$(date +\%u)" = 1 ] && "$HOME/bin/retrain.sh" >> "$HOME/log/retrain-2013-07.log" 2>&1

# %% wrong: sets PATH between the two jobs | message: holds for the jobs below it
# # The nightly job and the monthly retraining; install with: crontab nightly.cron
# 30 2 * * 1-5 "$HOME/bin/nightly.sh" >> "$HOME/log/nightly-$(date +\%Y-\%m).log" 2>&1
# PATH=/opt/flights/bin:/usr/bin:/bin
# 15 4 1-7 * * [ "$(date +\%u)" = 1 ] && "$HOME/bin/retrain.sh" >> "$HOME/log/retrain-$(date +\%Y-\%m).log" 2>&1
