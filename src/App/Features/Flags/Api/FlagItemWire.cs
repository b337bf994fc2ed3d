using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;

namespace ExperimentAdmin.App.Features.Flags.Api;

/// <summary>A flag as one row of an environment's list.</summary>
/// <param name="Id">The feature.</param>
/// <param name="Name">Its name.</param>
/// <param name="ValueType"><c>string</c>, <c>integer</c> or <c>boolean</c>.</param>
/// <param name="IsArchived">Whether it is read only.</param>
/// <param name="Default">What everybody gets whom no override applies to.</param>
/// <param name="SegmentOverrides">How many overrides people made.</param>
/// <param name="IdentityOverrides">How many identities have an override of their own.</param>
/// <param name="Experiment">The experiment that holds the flag here; null without one.</param>
/// <param name="Variants">In ordinal order, archived ones included.</param>
/// <param name="Revision">The revision of what is served here, that an edit is made from.</param>
internal sealed record FlagItemWire(
    int Id,
    string Name,
    string ValueType,
    bool IsArchived,
    StateWire Default,
    int SegmentOverrides,
    int IdentityOverrides,
    FlagExperimentWire? Experiment,
    IReadOnlyList<FlagVariantWire> Variants,
    int Revision)
{
    public static FlagItemWire Of(FlagItem item) => new(
        item.FeatureId, item.Name, FlagValue.Name(item.ValueType), item.IsArchived, StateWire.Of(item.Default), item.Overrides,
        item.IdentityOverrides, FlagExperimentWire.Of(item.Experiment), [.. item.Variants.Select(FlagVariantWire.Of)], item.Revision);
}
