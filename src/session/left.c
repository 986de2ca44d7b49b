/* left.c: see left.h. */
#include "session/left.h"

bool session_question_left(const Session *session, int beat) {
    const Question *question = session->lesson->beats[beat].question;
    int answer = session->beats[beat].answer;
    return question && !question_right(question, answer);
}

bool session_task_left(const Session *session, int beat) {
    return session->lesson->beats[beat].task && !session->beats[beat].task_done;
}

Left session_left(const Session *session) {
    Left left = {0, 0};
    for (int beat = 0; beat < session->lesson->beat_count; beat++) {
        left.questions += session_question_left(session, beat);
        left.tasks += session_task_left(session, beat);
    }
    return left;
}
