using System.Text.Json;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>What somebody set of a rollout and did not save yet, as their browser keeps it for a reload.</summary>
/// <param name="Revision">The experiment's revision that it was set on.</param>
/// <param name="Arms">The keys of the arms, control first.</param>
/// <param name="Percentage">Of everyone.</param>
/// <param name="Split">Per arm.</param>
/// <param name="Locked">Per arm, whether it was locked.</param>
/// <param name="ControlValue">What control gets.</param>
/// <param name="Reason">What was entered for the history.</param>
public sealed record UnsavedRollout(
    int Revision, string[] Arms, BasisPoints Percentage, BasisPoints[] Split, bool[] Locked, string? ControlValue, string? Reason)
{
    public static UnsavedRollout Of(RolloutDraft draft, int revision, string? reason)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return new UnsavedRollout(
            revision, [.. draft.Arms.Select(arm => arm.Key)], draft.Percentage, [.. draft.Split], [.. draft.Locked], draft.ControlValue, reason);
    }

    /// <summary>Reads it back; null for nothing, or for what a browser made up.</summary>
    public static UnsavedRollout? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<UnsavedRollout>(text, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The draft with what was set, whatever was saved since; null when the flag has other arms now, or it cannot be.</summary>
    public RolloutDraft? Onto(RolloutDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var fits = Arms is not null && draft.Arms.Select(arm => arm.Key).SequenceEqual(Arms, StringComparer.Ordinal)
            && Split?.Length == draft.Arms.Count && Locked?.Length == draft.Arms.Count
            && BasisPoints.Sum(Split) == BasisPoints.Whole;
        return fits ? draft with { Percentage = Percentage, Split = Split!, Locked = Locked!, ControlValue = ControlValue } : null;
    }
}
