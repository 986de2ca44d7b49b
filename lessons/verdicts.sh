#!/bin/sh
# verdicts.sh: trains both cells, and an RNN, with about as many numbers each, five times each, and tells how many answers
# are right on sequences that they were not trained on. Some minutes; what lessons say of trainings comes from here.
#     sh lessons/verdicts.sh [EPOCHS]
gatescope=${GATESCOPE:-build/gatescope}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
for task in counting adding recall; do
    for cell in "lstm 5" "gru 6" "rnn 11"; do
        set -- "${1:-20}" $cell
        printf '%-9s %-4s %2d units, %d epochs:' "$task" "$2" "$3" "$1"
        for seed in 1 2 3 4 5; do
            "$gatescope" train "$task" --cell "$2" --hidden "$3" --epochs "$1" --seed $seed -o "$folder/model.safetensors" 2>&1 |
                sed -n '$s/.*test: loss [0-9.]*, accuracy \([0-9.]* %\).*/  \1/p' | tr -d '\n'
        done
        echo
    done
done
