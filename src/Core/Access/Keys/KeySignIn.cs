using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Core.Access.Keys;

/// <summary>What became of a management API key that somebody showed.</summary>
public abstract record KeySignIn
{
    private KeySignIn()
    {
    }

    /// <summary>It works. What it may do, <see cref="AccessGate"/> says.</summary>
    /// <param name="KeyId">The key.</param>
    /// <param name="Name">What it is called.</param>
    public sealed record Found(int KeyId, string Name) : KeySignIn;

    /// <summary>There never was such a key.</summary>
    public sealed record Unknown : KeySignIn;

    /// <summary>It worked until its end.</summary>
    /// <param name="At">UTC.</param>
    public sealed record Expired(DateTimeOffset At) : KeySignIn;

    /// <summary>Somebody ended it.</summary>
    /// <param name="At">UTC.</param>
    public sealed record Revoked(DateTimeOffset At) : KeySignIn;
}
