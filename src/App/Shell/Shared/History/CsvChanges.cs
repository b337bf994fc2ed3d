using ExperimentAdmin.Core.Audit.Reads;

namespace ExperimentAdmin.App.Shell.Shared.History;

/// <summary>
/// What differs, a line each: a cell of a file with all of an object would have to be compared with another one word by word.
/// </summary>
internal static class CsvChanges
{
    public static string Before(IReadOnlyList<AuditFieldChange> changes) => Fields(changes, change => change.Before);

    public static string After(IReadOnlyList<AuditFieldChange> changes) => Fields(changes, change => change.After);

    private static string Fields(IReadOnlyList<AuditFieldChange> changes, Func<AuditFieldChange, string?> side)
        => string.Join('\n', changes.Where(change => side(change) is not null).Select(change => OneLine($"{change.Field}: {side(change)}")));

    // What somebody wrote in lines of their own would otherwise read like further fields.
    private static string OneLine(string field) => field.ReplaceLineEndings("\u23CE").Replace('\v', '\u23CE');
}
