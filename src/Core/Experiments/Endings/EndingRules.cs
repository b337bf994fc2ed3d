using ExperimentAdmin.Core.Common.Names;

namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>The rules of an end and of what is said about it, the same for pages and the API.</summary>
public static class EndingRules
{
    /// <summary>The most characters of a note.</summary>
    public const int LongestNote = ExperimentEnd.NoteMaxLength;

    /// <summary>The refusals of a note; empty when it will do.</summary>
    public static IEnumerable<Error> CheckNote(string? note) => TextRules.Check(note, "note", LongestNote, EndingErrors.NoteTooLong);

    /// <summary>What somebody who ends an experiment has left open; empty for nothing.</summary>
    public static IEnumerable<Error> CheckChosen(Ending? ending, Conclusion? conclusion)
    {
        if (ending is null)
        {
            yield return EndingErrors.EndingMissing();
        }

        if (conclusion is null)
        {
            yield return EndingErrors.ConclusionMissing();
        }
    }
}
