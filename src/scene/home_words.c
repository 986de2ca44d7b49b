/* home_words.c: see home_words.h. */
#include "scene/home_words.h"

const char *home_word(HomeWord word, Language language) {
    static const char *const words[HOME_WORD_COUNT][LANGUAGE_COUNT] = {
        [HOME_TAGLINE] = {"What the gates of a recurrent network do", "循环网络的门在做什么"},
        [HOME_BEGIN] = {"BEGIN HERE", "从这里开始"},
        [HOME_CONTINUE] = {"CONTINUE", "继续"},
        [HOME_NEXT] = {"NEXT", "下一课"},
        [HOME_ALL_DONE] = {"All lessons are done", "所有课程都完成了"},
        [HOME_ALL_DONE_LONG] =
            {"Every question was answered and every task solved. Any lesson can be opened again.",
             "所有问题都答过，所有任务都做完。每一课都可以重新打开。"},
        [HOME_BEGIN_BUTTON] = {"Begin", "开始"},
        [HOME_CONTINUE_BUTTON] = {"Continue", "继续"},
        [HOME_SUMMARY] = {"%d of %d lessons done \u00b7 %s to go",
                          "已完成 %d / %d 课 \u00b7 还需%s"},
        [HOME_SUMMARY_DONE] = {"all %d lessons done", "%d 课全部完成"},
        [HOME_HOURS] = {"about %d h %02d min", "约 %d 小时 %02d 分钟"},
        [HOME_MINUTES] = {"about %d min", "约 %d 分钟"},
        [HOME_TRACK_DONE] = {"%d of %d done", "已完成 %d / %d"},
        [HOME_LEVEL] = {"level %d", "难度 %d"},
        [HOME_NOT_BEGUN] = {"not begun", "未开始"},
        [HOME_AT_BEAT] = {"at beat %d of %d", "进行到第 %d / %d 步"},
        [HOME_DONE] = {"done", "已完成"},
        [HOME_DONE_RIGHT] = {"done \u00b7 %d of %d right at first try",
                             "已完成 \u00b7 首次答对 %d / %d"},
        [HOME_CANNOT_READ] = {"cannot be read", "无法读取"},
        [HOME_SEARCH] = {"Search the lessons", "搜索课程"},
        [HOME_SEARCH_LABEL] = {"Search titles, goals and mistaken beliefs (/)",
                               "搜索标题、目标和常见误解（/）"},
        [HOME_SEARCH_EMPTY] = {"Empty the search (Escape)", "清空搜索（Esc）"},
        [HOME_FOUND_ONE] = {"1 lesson for \u201c%s\u201d", "找到 1 课，含“%s”"},
        [HOME_FOUND] = {"%d lessons for \u201c%s\u201d", "找到 %d 课，含“%s”"},
        [HOME_FOUND_NONE] = {"No lesson for \u201c%s\u201d", "没有找到“%s”"},
        [HOME_FOUND_HINT] =
            {"All words must be in its title, goal, mistaken belief or track. "
             "Escape shows all lessons again.",
             "每个词都要出现在标题、目标、误解或课程组里。按 Esc 重新显示全部课程。"},
        [HOME_BACK] = {"Back to the lesson", "回到课程"},
        [HOME_BACK_LABEL] = {"Back to the open lesson (H, Escape)", "回到打开的课程（H、Esc）"},
        [HOME_THEME] = {"Theme", "主题"},
        [HOME_THEME_LABEL] = {"Other colours: dark, light, high contrast (T)",
                              "换颜色：深色、浅色、高对比度（T）"},
        [HOME_TEXT] = {"Text A+", "文字 A+"},
        [HOME_TEXT_LABEL] = {"Larger text (+)", "放大文字（+）"},
        [HOME_TEXT_NORMAL] = {"Text A", "文字 A"},
        [HOME_TEXT_NORMAL_LABEL] = {"Text of normal size (0)", "正常大小的文字（0）"},
        [HOME_LANGUAGE] = {"中文", "EN"},
        [HOME_LANGUAGE_LABEL] = {"用中文显示 (Shift+L)", "Show in English (Shift+L)"},
        [HOME_HELP] = {"Help F1", "帮助 F1"},
        [HOME_HELP_LABEL] = {"The keys (F1)", "按键（F1）"},
        [HOME_OPEN_LABEL] = {"Lesson %d: %s, %g minutes, %s", "第 %d 课：%s，%g 分钟，%s"},
    };
    const char *own = words[word][language];
    return own ? own : words[word][LANGUAGE_EN];
}
