namespace ExperimentAdmin.App.Features.Flags.Api.Features;

/// <summary>A variant of a new feature.</summary>
/// <param name="Key">Letters, digits, <c>_</c>, <c>-</c>, at most 255; not <c>control</c>.</param>
/// <param name="Value">Of the feature's type.</param>
internal sealed record NewVariantBody(string Key, string Value);
