namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>What a browser shows to go on with its sign-in.</summary>
/// <param name="Id">Which sign-in.</param>
/// <param name="Secret">What proves it; its hash alone is stored.</param>
public sealed record SessionKey(int Id, string Secret);
