namespace ExperimentAdmin.App.Features.Flags.Api.Update;

/// <summary>What several scopes of a flag are to serve: all of it or nothing.</summary>
/// <param name="Feature">Which flag.</param>
/// <param name="EnvironmentDefault">What the environment default is to serve; absent keeps it.</param>
/// <param name="SegmentOverrides">What overrides are to serve, each segment once, at most 500; those not listed stay.</param>
internal sealed record UpdateFlagV2Body(
    FlagNameBody Feature, UpdateFlagDefaultBody? EnvironmentDefault, IReadOnlyList<UpdateFlagOverrideBody>? SegmentOverrides);
