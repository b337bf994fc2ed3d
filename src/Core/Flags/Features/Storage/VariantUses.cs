using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Features.Storage;

/// <summary>
/// Says in words where the variants of a feature are given to people by hand. Rollouts are not looked at: the guard
/// answers for them.
/// </summary>
internal static class VariantUses
{
    /// <summary>Live shares, by variant: "Production, environment default (30 %)".</summary>
    public static async Task<ILookup<int, string>> ServedAsync(
        AppDbContext db, int featureId, CancellationToken cancellationToken)
    {
        var environments = await EnvironmentsAsync(db, featureId, cancellationToken);
        var flags = (await FlagReader.ListEverywhereAsync(db, featureId, cancellationToken))
            .Where(flag => environments.ContainsKey(flag.EnvironmentId)).OrderBy(flag => flag.EnvironmentId).ToList();
        var ids = flags.SelectMany(flag => flag.HandMade).Select(state => state.Scope.SegmentId).Distinct().ToList();
        var segments = await db.Set<Segment>().AsNoTracking().Where(segment => ids.Contains(segment.Id))
            .ToDictionaryAsync(segment => segment.Id, segment => segment.Name, cancellationToken);
        return flags
            .SelectMany(flag => flag.HandMade.Prepend(flag.Default), (flag, state) => (flag, state))
            .SelectMany(pair => pair.state.Allocations, (pair, share) => (
                VariantId: share.Key,
                Where: $"{environments[pair.flag.EnvironmentId]}, {Scope(pair.state, segments)} ({share.Value})"))
            .ToLookup(entry => entry.VariantId, entry => entry.Where);
    }

    /// <summary>Identity overrides, by variant: "Production, user_42".</summary>
    public static async Task<ILookup<int, string>> ForcedAsync(
        AppDbContext db, int featureId, CancellationToken cancellationToken)
    {
        var environments = await EnvironmentsAsync(db, featureId, cancellationToken);
        var forced = await db.Set<IdentityOverride>().AsNoTracking()
            .Where(entry => entry.FeatureId == featureId && entry.VariantId != null)
            .OrderBy(entry => entry.EnvironmentId).ThenBy(entry => entry.Id)
            .Select(entry => new { entry.EnvironmentId, entry.Identifier, VariantId = entry.VariantId!.Value })
            .ToListAsync(cancellationToken);
        return forced.Where(entry => environments.ContainsKey(entry.EnvironmentId))
            .ToLookup(entry => entry.VariantId, entry => $"{environments[entry.EnvironmentId]}, {Short(entry.Identifier)}");
    }

    private static Task<Dictionary<int, string>> EnvironmentsAsync(AppDbContext db, int featureId, CancellationToken cancellationToken)
        => db.Set<ProjectEnvironment>().AsNoTracking()
            .Where(environment => environment.DeletedAt == null
                && db.Set<FlagHead>().Any(head => head.EnvironmentId == environment.Id && head.FeatureId == featureId))
            .ToDictionaryAsync(environment => environment.Id, environment => environment.Name, cancellationToken);

    private static string Scope(ScopedState state, Dictionary<int, string> segments)
        => state.Scope.SegmentId is { } id ? $"override of {segments[id]}" : "environment default";

    private static string Short(string identifier) => identifier.Length <= 60 ? identifier : identifier[..60] + "…";
}
