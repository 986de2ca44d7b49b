#!/bin/sh
# verdicts.sh: trains both cells, and an RNN, with about as many numbers each, five times each, and tells how many answers
# are right on sequences that they were not trained on; then an LSTM whose forget bias begins at 0, 1 and 3, of the digits
# after each epoch. Some minutes; what lessons say of trainings comes from here.
#     sh lessons/verdicts.sh [EPOCHS]
gatescope=${GATESCOPE:-build/gatescope}
epochs=${1:-20}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

# five EPOCHS LINES TASK WORDS...: the same with five seeds, the right answers after the last epochs
five() {
    epochs_of=$1 lines=$2
    shift 2
    for seed in 1 2 3 4 5; do
        "$gatescope" train "$@" --epochs "$epochs_of" --seed $seed -o "$folder/model.safetensors" 2>&1 |
            tail -n "$lines" | sed -n 's/.*test: loss [0-9.]*, accuracy \([0-9.]* %\).*/  \1/p' | tr -d '\n'
        [ "$lines" = 1 ] || printf ';'
    done
    echo
}

for task in counting adding recall; do
    for cell in "lstm 5" "gru 6" "rnn 11"; do
        set -- $cell
        printf '%-9s %-4s %2d units, %d epochs:' "$task" "$1" "$2" "$epochs"
        five "$epochs" 1 "$task" --cell "$1" --hidden "$2"
    done
done
for bias in 0 1 3; do
    for task in recall adding; do
        printf '%-9s lstm  5 units, %d epochs, forget bias %d:' $task "$epochs" $bias
        five "$epochs" 1 $task --hidden 5 --forget-bias $bias
    done
    printf 'digits    lstm 64 units, 1 to 3 epochs, forget bias %d:' $bias
    five 3 3 digits --hidden 64 --forget-bias $bias
done
