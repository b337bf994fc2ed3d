namespace ExperimentAdmin.Core.Flags.Versions;

/// <summary>A scope that two versions serve differently.</summary>
/// <param name="Name">The scope in words.</param>
/// <param name="Before">How it was; null when it did not exist.</param>
/// <param name="After">How it is; null when it is gone.</param>
public sealed record ScopeDifference(string Name, VersionScope? Before, VersionScope? After)
{
    /// <summary>The scopes that differ, in the order of the newer version; those that are gone come last.</summary>
    public static IReadOnlyList<ScopeDifference> Between(FlagVersionView before, FlagVersionView after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var old = before.Scopes.ToDictionary(scope => scope.SegmentId ?? 0);
        var changed = after.Scopes
            .Select(scope => new ScopeDifference(scope.Name, old.GetValueOrDefault(scope.SegmentId ?? 0), scope))
            .Where(difference => difference is not { Before: { } was, After: { } now } || was.Rank != now.Rank || !was.State.IsSameAs(now.State));
        var gone = before.Scopes.Where(scope => after.Scopes.All(other => other.SegmentId != scope.SegmentId))
            .Select(scope => new ScopeDifference(scope.Name, scope, null));
        return [.. changed, .. gone];
    }
}
