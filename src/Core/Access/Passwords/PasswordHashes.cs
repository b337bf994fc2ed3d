using System.Buffers.Binary;
using System.Security.Cryptography;
using ExperimentAdmin.Core.Access.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ExperimentAdmin.Core.Access.Passwords;

/// <summary>
/// Makes and compares the hashes of passwords, which is slow on purpose: a few at a time, each on a thread of its own, so that no
/// flood of sign-ins takes the threads that answer applications. Never to be waited for in a transaction or under a lock.
/// </summary>
public sealed class PasswordHashes(IPasswordHasher<Person> hasher, IOptions<PasswordHasherOptions> options) : IDisposable
{
    /// <summary>The most that are made or wait for it in one line; more are refused.</summary>
    internal const int MostInLine = 64;

    private const int SaltBytes = 16;
    private const int SubkeyBytes = 32;
    private const byte Version = 1; // Of Identity's layout: version, function, iterations, length of the salt, salt, subkey.
    private const int FunctionAt = 1;
    private const int IterationsAt = 5;
    private const int SaltLengthAt = 9;
    private const int SaltAt = 13;
    private const uint Sha512 = 2;

    private static readonly Person s_nobody = new() { DisplayName = "Nobody", SearchText = string.Empty, CreatedAt = default };

    // Half of the cores goes on with everything else.
    private readonly Line _unknown = new(Math.Max(1, Environment.ProcessorCount / 2));

    // However many unknown callers come, whoever seems to be an owner waits for none of them.
    private readonly Line _owners = new(turns: 1);

    public void Dispose()
    {
        _unknown.Dispose();
        _owners.Dispose();
    }

    /// <summary>Compares a password with a hash. A wrong one takes as long whichever hash it is, and also when there is none.</summary>
    /// <param name="hash">The hash; null for somebody who is not there or has no password, which no password is right for.</param>
    /// <param name="password">The password.</param>
    /// <param name="isKnown">Whether it seems to come from the owner of the account.</param>
    /// <param name="cancellationToken">Leaves the line.</param>
    /// <returns>The verdict, or the refusal when too many wait.</returns>
    internal async Task<Result<PasswordVerificationResult>> CompareAsync(
        string? hash, string password, bool isKnown, CancellationToken cancellationToken)
        => password.Length > IdentityRules.LongestPassword
            ? PasswordVerificationResult.Failed
            : await (isKnown ? _owners : _unknown).InTurnAsync(() => Compare(hash, password), cancellationToken);

    /// <summary>Makes the hash of a new password.</summary>
    /// <param name="password">The password, which was checked.</param>
    /// <param name="cancellationToken">Leaves the line.</param>
    /// <returns>The hash, or the refusal when too many wait.</returns>
    internal Task<Result<string>> MakeAsync(string password, CancellationToken cancellationToken)
        => _unknown.InTurnAsync(() => hasher.HashPassword(s_nobody, password), cancellationToken);

    private PasswordVerificationResult Compare(string? hash, string password)
    {
        var today = options.Value.IterationCount;
        if (hash is null)
        {
            _ = hasher.VerifyHashedPassword(s_nobody, Unmatched(today), password);
            return PasswordVerificationResult.Failed;
        }

        var verdict = hasher.VerifyHashedPassword(s_nobody, hash, password);
        if (verdict is PasswordVerificationResult.Failed && today - IterationsOf(hash) is var missing and > 0)
        {
            _ = hasher.VerifyHashedPassword(s_nobody, Unmatched(missing), password);
        }

        return verdict;
    }

    // A hash that no password has, made up in no time.
    private static string Unmatched(int iterations)
    {
        Span<byte> hash = stackalloc byte[SaltAt + SaltBytes + SubkeyBytes];
        RandomNumberGenerator.Fill(hash[SaltAt..]);
        hash[0] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(hash[FunctionAt..], Sha512);
        BinaryPrimitives.WriteUInt32BigEndian(hash[IterationsAt..], (uint)iterations);
        BinaryPrimitives.WriteUInt32BigEndian(hash[SaltLengthAt..], SaltBytes);
        return Convert.ToBase64String(hash);
    }

    // Layouts before this one have so few that they count as none.
    private static int IterationsOf(string hash)
    {
        Span<byte> bytes = stackalloc byte[hash.Length];
        return Convert.TryFromBase64String(hash, bytes, out var length) && length > SaltAt && bytes[0] == Version
            ? (int)BinaryPrimitives.ReadUInt32BigEndian(bytes[IterationsAt..])
            : 0;
    }

    private sealed class Line(int turns) : IDisposable
    {
        private readonly SemaphoreSlim _turns = new(turns);
        private int _inLine;

        public void Dispose() => _turns.Dispose();

        public async Task<Result<T>> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
        {
            try
            {
                if (Interlocked.Increment(ref _inLine) > MostInLine)
                {
                    return PersonErrors.ManyPasswordsAtOnce();
                }

                await _turns.WaitAsync(cancellationToken);
                try
                {
                    return await Task.Factory.StartNew(
                        work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
                }
                finally
                {
                    _ = _turns.Release();
                }
            }
            finally
            {
                _ = Interlocked.Decrement(ref _inLine);
            }
        }
    }
}
