namespace ExperimentAdmin.App.Features.Account;

/// <summary>What the sign-in page sends.</summary>
public sealed class SignInForm
{
    public string? Email { get; set; }

    public string? Password { get; set; }

    /// <summary>Whether the sign-in outlives the browser.</summary>
    public bool Stay { get; set; }
}
