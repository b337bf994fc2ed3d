using ExperimentAdmin.Core.Experiments.Starting;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>Something that should hold before an experiment starts.</summary>
/// <param name="Check">Its name: <c>rollout</c>, <c>two_arms</c>, <c>control</c>, <c>even_split</c>, <c>default_enabled</c>, <c>not_outranked</c>, <c>asked</c> or <c>nobody_edits</c>.</param>
/// <param name="Met">Whether it holds.</param>
/// <param name="Sentence">That in words.</param>
internal sealed record StartCheckWire(string Check, bool Met, string Sentence)
{
    public static IReadOnlyList<StartCheckWire> Of(StartFacts facts) =>
        [.. Enum.GetValues<StartCheck>().Select(check => new StartCheckWire(Word(check), facts.IsMet(check), facts.Say(check)))];

    private static string Word(StartCheck check) => check switch
    {
        StartCheck.Rollout => "rollout",
        StartCheck.TwoArms => "two_arms",
        StartCheck.Control => "control",
        StartCheck.EvenSplit => "even_split",
        StartCheck.DefaultEnabled => "default_enabled",
        StartCheck.NotOutranked => "not_outranked",
        StartCheck.Asked => "asked",
        StartCheck.NobodyEdits => "nobody_edits",
    };
}
