using ExperimentAdmin.Core.Experiments.Endings;

namespace ExperimentAdmin.App.Features.Experiments.Endings;

/// <summary>Conclusions as pages offer and show them.</summary>
internal static class ConclusionText
{
    /// <summary>All of them, each with what it means.</summary>
    public static IReadOnlyList<(Conclusion? Value, string Text, string Line)> Options { get; } =
    [
        .. Enum.GetValues<Conclusion>().Select(conclusion => ((Conclusion?)conclusion, Word(conclusion), Meaning(conclusion))),
    ];

    /// <summary>"Won"; "No conclusion" while nobody said.</summary>
    public static string Word(Conclusion? conclusion) => conclusion is { } said
        ? char.ToUpperInvariant(EndingText.Word(said)[0]) + EndingText.Word(said)[1..]
        : "No conclusion";

    private static string Meaning(Conclusion conclusion) => conclusion switch
    {
        Conclusion.Won => "A variant did better than control.",
        Conclusion.Lost => "Control did better than the variants.",
        Conclusion.Inconclusive => "Nobody can tell which did better.",
        Conclusion.Stopped => "It was broken off, whatever it showed.",
    };
}
