namespace ExperimentAdmin.App.Features.People.Api;

/// <summary>What somebody sets a new password with.</summary>
/// <param name="PasswordLink">The address where they do, once and within three days. Whoever has it can sign in as them.</param>
internal sealed record PasswordLinkWire(string PasswordLink);
