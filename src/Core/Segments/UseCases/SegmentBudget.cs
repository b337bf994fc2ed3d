using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.Storage;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Segments.UseCases;

/// <summary>
/// What all segments of a project may come to together, those of experiments and archived ones not counted: a request may have to
/// try every one of their conditions.
/// </summary>
public static class SegmentBudget
{
    /// <summary>The most conditions.</summary>
    public const int MaxConditions = 5_000;

    /// <summary>The most steps of all their patterns.</summary>
    public const int MaxPatternSteps = 10_000;

    /// <summary>How many steps a pattern counts for at least.</summary>
    public const int LeastPatternSteps = 10;

    /// <summary>The most different kinds of characters of all their patterns, such as <c>[a-z]</c>: each has to be looked up once.</summary>
    public const int MaxKinds = SegmentRules.MaxKinds;

    /// <summary>The refusal of rules by which the project would have more than it may, or null. What takes away is never refused.</summary>
    /// <param name="change">The write in progress, which holds the project's lock.</param>
    /// <param name="own">The segment; null for a new one.</param>
    /// <param name="before">Its rules that are served so far; null for none.</param>
    /// <param name="after">Its rules that would be.</param>
    internal static async Task<Error?> CheckAsync(ChangeContext change, int? own, string? before, string after)
    {
        var (old, wanted) = (SizeOf(before), SizeOf(after));
        if (wanted.Conditions <= old.Conditions && wanted.Steps <= old.Steps && wanted.Kinds.IsSubsetOf(old.Kinds))
        {
            return null;
        }

        var others = await SegmentRows.Of(change.Db, change.ProjectId!.Value)
            .Where(segment => segment.ArchivedAt == null && segment.Id != own)
            .Select(segment => segment.Rules).ToListAsync(change.Cancellation);
        var sizes = others.ConvertAll(SizeOf);
        var (conditions, steps) = (sizes.Sum(size => size.Conditions) + wanted.Conditions, sizes.Sum(size => size.Steps) + wanted.Steps);
        var known = sizes.SelectMany(size => size.Kinds).ToHashSet(StringComparer.Ordinal);
        var (kinds, oldKinds) = (known.Union(wanted.Kinds, StringComparer.Ordinal).Count(), known.Union(old.Kinds, StringComparer.Ordinal).Count());
        return wanted.Conditions > old.Conditions && conditions > MaxConditions ? SegmentErrors.TooManyConditions(conditions, MaxConditions)
            : wanted.Steps > old.Steps && steps > MaxPatternSteps ? SegmentErrors.TooManySteps(steps, MaxPatternSteps)
            : kinds > oldKinds && kinds > MaxKinds ? SegmentErrors.TooManyKinds(kinds, MaxKinds)
            : null;
    }

    private static (int Conditions, long Steps, HashSet<string> Kinds) SizeOf(string? rules)
    {
        var conditions = SegmentRules.Conditions(rules is null ? [] : SegmentRules.TryRead(rules) ?? []).ToList();
        var patterns = SegmentRules.Patterns(conditions).ToList();
        return (conditions.Count, patterns.Sum(pattern => Math.Max(LeastPatternSteps, pattern.Steps)), SegmentRules.Kinds(patterns));
    }
}
