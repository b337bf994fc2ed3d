using System.Text.Json;
using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.App.Features.Experiments.Parts;

/// <summary>What somebody set of a rollout and did not save yet, as their browser keeps it for a reload.</summary>
/// <param name="Revision">The experiment's revision that it was set on.</param>
/// <param name="Percentage">Basis points of everyone.</param>
/// <param name="Split">Basis points per arm.</param>
/// <param name="Locked">Per arm, whether it was locked.</param>
/// <param name="ControlValue">What control gets.</param>
public sealed record KeptRollout(int Revision, int Percentage, int[] Split, bool[] Locked, string? ControlValue)
{
    public static KeptRollout Of(RolloutDraft draft, int revision)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return new KeptRollout(revision, draft.Percentage, [.. draft.Split], [.. draft.Locked], draft.ControlValue);
    }

    /// <summary>Reads it back; null for nothing, or for what a browser made up.</summary>
    public static KeptRollout? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<KeptRollout>(text, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The draft with what was set; null when it was set on another state, or cannot be.</summary>
    public RolloutDraft? Onto(RolloutDraft draft, int revision)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var fits = Revision == revision && Percentage is >= 0 and <= BasisPoints.Whole
            && Split?.Length == draft.Arms.Count && Locked?.Length == draft.Arms.Count
            && Split.All(share => share is >= 0 and <= BasisPoints.Whole) && Split.Sum() == BasisPoints.Whole;
        return fits ? draft with { Percentage = Percentage, Split = Split!, Locked = Locked!, ControlValue = ControlValue } : null;
    }
}
