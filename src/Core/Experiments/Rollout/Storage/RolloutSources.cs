using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Experiments.Rollout.Storage;

/// <summary>The live states and variants that a page of rollouts is reassembled from.</summary>
internal sealed class RolloutSources(IEnumerable<ScopedState> states, IEnumerable<Variant> variants)
{
    private readonly Dictionary<(int FeatureId, int SegmentId), ScopedState> _states =
        states.ToDictionary(state => (state.Scope.FeatureId, state.Scope.SegmentId ?? 0));

    private readonly ILookup<int, Variant> _variants = variants.ToLookup(variant => variant.FeatureId);

    public static RolloutSources Of(LiveFlag flag, IEnumerable<Variant> variants) => new(flag.Overrides.Prepend(flag.Default), variants);

    public ScopedState? State(int featureId, int segmentId) => _states.GetValueOrDefault((featureId, segmentId));

    /// <summary>The environment default.</summary>
    public ScopedState? Default(int featureId) => State(featureId, 0);

    /// <summary>
    /// The flag's variants, and the deleted ones that a state still allocates: what a completed experiment ran with is
    /// shown as it was.
    /// </summary>
    public List<Variant> Variants(int featureId, ScopedState? of)
        => [.. _variants[featureId].Where(variant => variant.DeletedAt is null || of?.Of(variant.Id).Value > 0)];
}
