using ExperimentAdmin.App.Shell.Api.Description;

namespace ExperimentAdmin.App.Features.Flags.Api.Features;

/// <summary>What is to change of a feature; a member that is absent keeps what there is.</summary>
/// <param name="Description">At most 2,000 characters.</param>
/// <param name="InitialValue">The control value in new environments; null for none. Environments that exist keep theirs.</param>
/// <param name="DefaultEnabled">Whether it starts enabled in new environments.</param>
/// <param name="ServerKeyOnly">Whether it is hidden from client keys.</param>
internal sealed record FeatureBody(string? Description, [OrNull] string? InitialValue, bool? DefaultEnabled, bool? ServerKeyOnly);
