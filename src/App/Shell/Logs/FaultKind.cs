namespace ExperimentAdmin.App.Shell.Logs;

/// <summary>Which faults are the same: those that one place tells in one sentence, whatever it fills in, for one type of exception.</summary>
/// <param name="Category">Who tells it.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="EventId">Which event of the category.</param>
/// <param name="Sentence">The sentence with its gaps.</param>
/// <param name="Exception">The type of the exception; null without one.</param>
internal sealed record FaultKind(string Category, LogLevel Level, EventId EventId, string? Sentence, Type? Exception)
{
    private const string Own = "ExperimentAdmin.Core.";

    /// <summary>All that come when there are too many kinds already.</summary>
    public static FaultKind Other { get; } = new(ProcessLog.Category, LogLevel.Warning, default, Sentence: null, Exception: null);

    public static FaultKind Of<TState>(
        string category, LogLevel level, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => new(category, level, eventId, Said(category, state, exception, formatter), exception?.GetType());

    // Without an exception Core says what is wrong with a segment or an environment, which it names: each is a fault of its own.
    private static string? Said<TState>(string category, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => exception is null && category.StartsWith(Own, StringComparison.Ordinal) ? formatter(state, exception)
            : state is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 0 } values && values[^1] is { Key: "{OriginalFormat}" } format
                ? format.Value as string
                : null;
}
