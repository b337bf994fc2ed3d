namespace ExperimentAdmin.App.Shell.Logs;

/// <summary>Which faults are the same: those that one place tells in one sentence, whatever it fills in, for one type of exception.</summary>
/// <param name="Category">Who tells it.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="EventId">Which event of the category.</param>
/// <param name="Sentence">The sentence with its gaps.</param>
/// <param name="Exception">The type of the exception; null without one.</param>
/// <param name="About">What Core says it of, in the sentence filled in: a segment, an environment, a batch. Each is a fault of its own.</param>
internal sealed record FaultKind(string Category, LogLevel Level, EventId EventId, string? Sentence, Type? Exception, string? About = null)
{
    private const string Own = "ExperimentAdmin.Core.";

    /// <summary>All that come when there are too many kinds already.</summary>
    public static FaultKind Other { get; } = new(ProcessLog.Category, LogLevel.Warning, default, Sentence: null, Exception: null);

    /// <summary>The same, whatever it is said of.</summary>
    public FaultKind OfAnything => this with { About = null };

    public static FaultKind Of<TState>(
        string category, LogLevel level, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => new(
            category,
            level,
            eventId,
            state is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 0 } values && values[^1] is { Key: "{OriginalFormat}" } format ? format.Value as string : null,
            exception?.GetType(),
            category.StartsWith(Own, StringComparison.Ordinal) ? formatter(state, exception) : null);
}
