using ExperimentAdmin.App.Shell.Api.Description;

namespace ExperimentAdmin.App.Features.Flags.Api.Features;

/// <summary>A variant as it is created, or changed as a whole.</summary>
/// <param name="Type"><c>unicode</c>, <c>int</c> or <c>bool</c>; has to be the type of the flag, which it is when absent.</param>
/// <param name="IntegerValue">The value of an <c>int</c>.</param>
/// <param name="StringValue">The value of a <c>unicode</c>, at most 20,000 characters.</param>
/// <param name="BooleanValue">The value of a <c>bool</c>.</param>
/// <param name="DefaultPercentageAllocation">
/// On creation: the share, in percent, that the variant gets in the default of every environment, taken from control; 0 when absent.
/// Afterwards it has no effect: shares are changed where they are served.
/// </param>
/// <param name="Key">Letters, digits, <c>_</c>, <c>-</c>, at most 255; the same ever after.</param>
/// <param name="Feature">The flag; when given, the one of the address.</param>
/// <param name="Description">What people should know about it, at most 500 characters; empty for nothing, and what there is when it is left out.</param>
internal sealed record NewMultivariateOptionBody(
    string? Type, [OrNull] int? IntegerValue, [OrNull] string? StringValue, [OrNull] bool? BooleanValue, double? DefaultPercentageAllocation, string Key, int? Feature, string? Description);
