using ExperimentAdmin.Core.Access.People;
using Microsoft.AspNetCore.Identity;

namespace ExperimentAdmin.Unit.Access;

/// <summary>Takes as long for a password as a test says, and finds every one right.</summary>
internal sealed class HeldHasher : IPasswordHasher<Person>, IDisposable
{
    private readonly SemaphoreSlim _begun = new(0);
    private readonly SemaphoreSlim _let = new(0);

    public string HashPassword(Person user, string password) => Hold($"hash of {password}");

    public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        => Hold(PasswordVerificationResult.Success);

    /// <summary>Waits until one more began.</summary>
    public Task BegunAsync() => _begun.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets everything end, now and from now on.</summary>
    public void Let() => _let.Release(1_000);

    public void Dispose()
    {
        _begun.Dispose();
        _let.Dispose();
    }

    private T Hold<T>(T answer)
    {
        _begun.Release();
        _let.Wait(TestContext.Current.CancellationToken);
        return answer;
    }
}
