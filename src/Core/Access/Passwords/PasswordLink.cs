namespace ExperimentAdmin.Core.Access.Passwords;

/// <summary>What an administrator hands over so that somebody can set their password. It is shown once.</summary>
/// <param name="PersonId">Who it is for.</param>
/// <param name="Token">Proves it; works once, and for <see cref="IdentityRules.LinkLastsFor"/>.</param>
public sealed record PasswordLink(int PersonId, string Token);
