using ExperimentAdmin.App.Shell.Api.Description;

namespace ExperimentAdmin.App.Features.Flags.Api.Features;

/// <summary>What is to change of a variant; what is left out stays.</summary>
/// <param name="Type"><c>unicode</c>, <c>int</c> or <c>bool</c>; has to be the type of the flag, which it is when absent.</param>
/// <param name="IntegerValue">The value of an <c>int</c>.</param>
/// <param name="StringValue">The value of a <c>unicode</c>, at most 20,000 characters.</param>
/// <param name="BooleanValue">The value of a <c>bool</c>.</param>
/// <param name="DefaultPercentageAllocation">
/// Has no effect: shares are changed where they are served.
/// </param>
/// <param name="Key">Letters, digits, <c>_</c>, <c>-</c>, at most 255; the same as it was read.</param>
/// <param name="Feature">The flag; when given, the one of the address.</param>
/// <param name="Description">What people should know about it, at most 500 characters; empty for nothing, and what there is when it is left out.</param>
internal sealed record MultivariateOptionBody(
    string? Type, [OrNull] int? IntegerValue, [OrNull] string? StringValue, [OrNull] bool? BooleanValue, double? DefaultPercentageAllocation, string? Key, int? Feature, string? Description);
