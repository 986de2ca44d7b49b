# mutants.mk: whether the tests bite. Part of the Makefile.

# make mutants [SEED=1] [N=200] [ROOM=scene] [AGAIN=1]: mistakes in copies of the source, one at a time; which of them no test finds
# (tests/support/mutants.sh). Hours.
SEED ?= 1
N    ?= 200
mutants: deps-test
	@BUILD=$(BUILD) SEED=$(SEED) N=$(N) ROOM=$(ROOM) AGAIN=$(AGAIN) sh tests/support/mutants.sh
