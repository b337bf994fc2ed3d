namespace ExperimentAdmin.App.Features.Account;

/// <summary>What the form of a new password sends.</summary>
public sealed class SetPasswordForm
{
    public string? Password { get; set; }
}
