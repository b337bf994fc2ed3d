using ExperimentAdmin.App.Shell.Api.Description;

namespace ExperimentAdmin.App.Features.Flags.Api.Features;

/// <summary>What is to change of a feature; a member that is absent keeps what there is.</summary>
/// <param name="Description">At most 2,000 characters.</param>
/// <param name="InitialValue">The control value in new environments; null for none. Environments that exist keep theirs.</param>
/// <param name="DefaultEnabled">Whether it starts enabled in new environments.</param>
/// <param name="ServerKeyOnly">Whether it is hidden from client keys.</param>
/// <param name="Tags">At most 10 of 30 characters; kept in lower case, each once.</param>
/// <param name="Owner">The id of somebody who can read the project; null for nobody.</param>
internal sealed record FeatureBody(
    string? Description, [OrNull] string? InitialValue, bool? DefaultEnabled, bool? ServerKeyOnly,
    IReadOnlyList<string>? Tags, [OrNull] int? Owner);
