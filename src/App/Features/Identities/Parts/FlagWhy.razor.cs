using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Shared.Experiments;
using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Evaluation.Hashing;
using ExperimentAdmin.Core.Serving.Lookup;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Identities.Parts;

/// <summary>Why an identity gets what it gets of one flag: in sentences, and folded away the hashes and all that was in the running.</summary>
public sealed partial class FlagWhy
{
    private const double Whole = 100;

    [Parameter, EditorRequired]
    public required IdentityFlag Flag { get; set; }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    // Nothing where no variant has a share: then no hash decides.
    private IReadOnlyList<HashPart> Split
    {
        get
        {
            var state = Flag.Explanation.Answer.Outcome.State;
            if (Flag.Explanation.SplitHash is null || Flag.Explanation.Answer.Source is AnswerSource.Identity || !state.Intervals.Any(part => part.End > part.Start))
            {
                return [];
            }

            var parts = state.Intervals.Index()
                .Select(part => new HashPart(part.Item.Outcome.Variant!.Key!, part.Item.Start, part.Item.End, ArmColour.Class(part.Index + 1))).ToList();
            return [.. parts, new HashPart(VariantKey, Math.Min(Whole, parts[^1].End), Whole, ArmColour.Class(0))];
        }
    }

    private const string VariantKey = "control";

    private static IReadOnlyList<HashPart> Entry(SplitPosition position) =>
    [
        new("inside", 0, Math.Min(Whole, position.Limit), "inside"),
        new("outside", Math.Min(Whole, position.Limit), Whole, "outside"),
    ];

    private string NameOf(OverrideExplanation entry)
        => entry == Flag.Rollout ? "Rollout of the experiment" : $"Segment {entry.Segment.Definition.Name}";
}
