using ExperimentAdmin.App.Shell.Api.Description;

namespace ExperimentAdmin.App.Features.Flags.Api.Features;

/// <summary>A variant of a new feature.</summary>
/// <param name="Key">Letters, digits, <c>_</c>, <c>-</c>, at most 255; not <c>control</c>.</param>
/// <param name="Value">Of the feature's type.</param>
/// <param name="Description">What people should know about it, at most 500 characters; null or absent for nothing.</param>
internal sealed record NewVariantBody(string Key, string Value, [OrNull] string? Description);
