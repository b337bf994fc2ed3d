using ExperimentAdmin.App.Shell.Api.Description;

namespace ExperimentAdmin.App.Features.Flags.Api.Features;

/// <summary>A feature as it is created, in every environment of the project at once.</summary>
/// <param name="Name">Letters, digits, <c>_</c>, <c>-</c> and <c>.</c>, at most 150; unique in the project whatever its case.</param>
/// <param name="ValueType"><c>string</c>, which it is when absent, <c>integer</c> or <c>boolean</c>.</param>
/// <param name="InitialValue">The control value in every environment; null or absent for none.</param>
/// <param name="DefaultEnabled">Whether it is enabled from the start; false when absent.</param>
/// <param name="Description">At most 2,000 characters.</param>
/// <param name="ServerKeyOnly">Whether it is hidden from client keys; false when absent.</param>
/// <param name="Variants">At most 50; each starts with a share of 0 everywhere.</param>
/// <param name="Tags">At most 10 of 30 characters; kept in lower case, each once.</param>
/// <param name="Owner">The id of somebody who can read the project; null for nobody, and absent for the person who creates it.</param>
internal sealed record NewFeatureBody(
    string Name,
    string? ValueType,
    [OrNull] string? InitialValue,
    bool? DefaultEnabled,
    [OrNull] string? Description,
    bool? ServerKeyOnly,
    IReadOnlyList<NewVariantBody>? Variants,
    IReadOnlyList<string>? Tags,
    [OrNull] int? Owner);
