/* The exported functions about what a report says of policies. */
#include "report/report.h"
#include "report/words.h"

static const struct policy_note *note_at(const cisd_report *report, size_t index)
{
    return index < report->note_count ? &report->notes[index] : NULL;
}

const char *cisd_policy_note_name(cisd_policy_note note)
{
    return (unsigned)note < CISD_POLICY_NOTES ? words_policy_note(note) : NULL;
}

size_t cisd_report_policy_count(const cisd_report *report)
{
    return report->policy_count;
}

const char *cisd_report_policy_file(const cisd_report *report, size_t index)
{
    return index < report->policy_count ? report->policies[index] : NULL;
}

size_t cisd_report_note_count(const cisd_report *report)
{
    return report->note_count;
}

cisd_policy_note cisd_report_note(const cisd_report *report, size_t index)
{
    const struct policy_note *note = note_at(report, index);

    return note != NULL ? note->note : CISD_NOTE_STALE;
}

const char *cisd_report_note_file(const cisd_report *report, size_t index)
{
    const struct policy_note *note = note_at(report, index);

    return note != NULL ? note->file : NULL;
}

unsigned cisd_report_note_line(const cisd_report *report, size_t index)
{
    const struct policy_note *note = note_at(report, index);

    return note != NULL ? note->line : 0;
}

int cisd_report_note_is_waiver(const cisd_report *report, size_t index)
{
    const struct policy_note *note = note_at(report, index);

    return note != NULL ? note->waiver : 0;
}

const char *cisd_report_note_about(const cisd_report *report, size_t index)
{
    const struct policy_note *note = note_at(report, index);

    return note != NULL ? note->about : NULL;
}

const char *cisd_report_note_reason(const cisd_report *report, size_t index)
{
    const struct policy_note *note = note_at(report, index);

    return note != NULL ? note->reason : NULL;
}

const char *cisd_report_note_expires(const cisd_report *report, size_t index)
{
    const struct policy_note *note = note_at(report, index);

    return note != NULL ? note->expires : NULL;
}
