using System.Globalization;
using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>Loads flags of an environment and compiles them.</summary>
internal static class FlagLoader
{
    private const double Percent = 100;

    /// <summary>Loads the flags of some features.</summary>
    /// <param name="db">One moment of the database.</param>
    /// <param name="environmentId">The environment.</param>
    /// <param name="stamps">Of the features to load, all of which the environment has.</param>
    public static async Task<List<ServedFlag>> LoadAsync(
        AppDbContext db, int environmentId, IReadOnlyDictionary<int, FlagStamp> stamps, CancellationToken cancellationToken)
    {
        if (stamps.Count == 0)
        {
            return [];
        }

        List<int> ids = [.. stamps.Keys];
        List<int> rollouts = [.. stamps.Values.Where(stamp => stamp.HasOpenRollout).Select(stamp => stamp.RunningSegmentId).OfType<int>()];
        var flags = await FlagReader.ListServedAsync(db, environmentId, ids, rollouts, cancellationToken);
        var features = await db.Set<Feature>().Where(feature => ids.Contains(feature.Id)).ToDictionaryAsync(feature => feature.Id, cancellationToken);
        var variants = (await db.Set<Variant>().Where(variant => ids.Contains(variant.FeatureId) && variant.DeletedAt == null)
                .OrderBy(variant => variant.Ordinal).ToListAsync(cancellationToken))
            .ToLookup(variant => variant.FeatureId);
        var identities = (await db.Set<IdentityOverride>().Where(entry => entry.EnvironmentId == environmentId && ids.Contains(entry.FeatureId))
                .ToListAsync(cancellationToken))
            .ToLookup(entry => entry.FeatureId);
        return [.. flags.Select(flag => Compile(
            flag, features[flag.FeatureId], [.. variants[flag.FeatureId]], [.. identities[flag.FeatureId]], stamps[flag.FeatureId]))];
    }

    private static ServedFlag Compile(LiveFlag flag, Feature feature, List<Variant> variants, List<IdentityOverride> identities, FlagStamp stamp)
    {
        var overrides = flag.Overrides.Where(state => IsServed(state, stamp)).ToList();
        return new ServedFlag
        {
            FeatureId = feature.Id,
            Name = feature.Name,
            Description = feature.Description,
            ValueType = feature.ValueType,
            InitialValue = feature.InitialValue,
            DefaultEnabled = feature.DefaultEnabled,
            ServerKeyOnly = feature.ServerKeyOnly,
            CreatedAt = feature.CreatedAt,
            Variants = [.. variants.Select(variant => new ServedVariant(variant.Id, variant.Uuid, variant.Ordinal, variant.Key, variant.Value))],
            Default = Scope(flag.Default),
            Overrides = [.. overrides.Select(Scope)],
            Identities = identities.ToDictionary(
                entry => entry.Identifier, entry => new ServedIdentity(entry.Id, entry.Identifier, entry.CreatedAt), StringComparer.Ordinal),
            Compiled = new CompiledFlag(new FlagDefinition(
                feature.Name,
                State(flag.Default, feature, variants),
                [.. overrides.Select(state => new OverrideDefinition(
                    ServedSegment.IdOf(state.Scope.SegmentId!.Value), state.Rank, State(state, feature, variants)))])
            {
                Identities = identities.Count == 0 ? null : identities.ToDictionary(
                    entry => entry.Identifier, entry => Forced(entry, feature, variants), StringComparer.Ordinal),
            }),
            IsExperimentRunning = stamp.IsExperimentRunning,
            RunningSegmentId = stamp.RunningSegmentId,
        };
    }

    // A rollout is served exactly while its experiment is running, it is enabled and lets anybody in; what people made by hand always.
    private static bool IsServed(ScopedState state, FlagStamp stamp)
        => state.Rank < OverrideRank.Rollout || (stamp.HasOpenRollout && state.Enabled && state.Scope.SegmentId == stamp.RunningSegmentId);

    private static ServedScope Scope(ScopedState state)
        => new(state.Scope.Id, state.Scope.Uuid, state.Scope.Seed, state.Scope.SegmentId, state.Rank);

    private static StateDefinition State(ScopedState state, Feature feature, List<Variant> variants) => new(
        state.Scope.Seed.ToString(CultureInfo.InvariantCulture),
        state.Enabled,
        Value(state.Value, feature),
        [.. variants.Select(variant => Share(variant, feature, state.Of(variant.Id).Value / Percent))]);

    // The whole of everybody, which is this one identity: whatever the hash says, it is inside.
    private static StateDefinition Forced(IdentityOverride entry, Feature feature, List<Variant> variants) => new(
        entry.Id.ToString(CultureInfo.InvariantCulture),
        entry.Enabled,
        Value(entry.Value, feature),
        [.. variants.Select(variant => Share(variant, feature, variant.Id == entry.VariantId ? Percent : 0))]);

    private static VariantDefinition Share(Variant variant, Feature feature, double weight)
        => new(variant.Key, Value(variant.Value, feature), weight, variant.Ordinal);

    private static ContextValue Value(string? value, Feature feature) => value is null ? ContextValue.Null : feature.ValueType switch
    {
        FlagValueType.Integer => ContextValue.Of(long.Parse(value, CultureInfo.InvariantCulture)),
        FlagValueType.Boolean => ContextValue.Of(bool.Parse(value)),
        _ => ContextValue.Of(value),
    };
}
