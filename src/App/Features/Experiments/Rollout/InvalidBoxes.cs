using ExperimentAdmin.Core.Experiments.Rollout.Domain;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>
/// The boxes of a rollout in which something stands that is no percentage, each by the field that refusals name it. What
/// is wrong stands in the box itself; this is for the summary, and keeps a form from being saved beside it.
/// </summary>
internal sealed class InvalidBoxes
{
    /// <summary>The box of how many enter.</summary>
    public const string Percentage = "percentage";

    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);

    /// <summary>The box of an arm's share.</summary>
    /// <param name="arm">The index of the arm; 0 is control.</param>
    public static string Share(int arm) => $"share-{arm}";

    /// <summary>Whether a field is the box of an arm's share.</summary>
    public static bool IsShare(string? field) => field?.StartsWith("share-", StringComparison.Ordinal) is true;

    /// <summary>Takes in what a box says of itself.</summary>
    public void Set((string Field, bool Refused) box)
    {
        _ = box.Refused ? _fields.Add(box.Field) : _fields.Remove(box.Field);
    }

    /// <summary>None of the boxes is shown any more.</summary>
    public void Clear() => _fields.Clear();

    /// <summary>The refusals of the boxes that a rollout of these arms has.</summary>
    public IEnumerable<Error> Errors(IReadOnlyList<Arm> arms)
    {
        ArgumentNullException.ThrowIfNull(arms);
        return arms.Select((arm, index) => (Field: Share(index), Name: $"The share of {arm.Key}"))
            .Prepend((Field: Percentage, Name: "The rollout"))
            .Where(box => _fields.Contains(box.Field))
            .Select(box => new Error.Invalid("percent_refused", $"{box.Name} is no percentage. Correct it or move its slider.", box.Field));
    }
}
