using System.Diagnostics.CodeAnalysis;

namespace ExperimentAdmin.Core.Common;

/// <summary>Either a value or the refusals that explain why there is none.</summary>
/// <typeparam name="T">What an accepted request answers with.</typeparam>
public sealed class Result<T>
{
    private readonly T? _value;

    private Result(T? value, IReadOnlyList<Error> errors) => (_value, Errors) = (value, errors);

    /// <summary>Every broken rule that could be found at once; empty when the request was accepted.</summary>
    public IReadOnlyList<Error> Errors { get; }

    /// <summary>The first refusal, or null when the request was accepted.</summary>
    public Error? Error => Errors.Count == 0 ? null : Errors[0];

    /// <summary>Whether the request was accepted.</summary>
    public bool IsOk => Errors.Count == 0;

    /// <summary>The value of an accepted request.</summary>
    /// <exception cref="InvalidOperationException">The request was refused.</exception>
    public T Value => IsOk
        ? _value!
        : throw new InvalidOperationException($"Refused: {string.Join(" ", Errors.Select(error => error.Message))}");

    /// <summary>Takes the value or the first refusal, whichever there is.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Error? error)
    {
        (value, error) = (_value, Error);
        return error is null;
    }

    /// <summary>Turns both outcomes into one type.</summary>
    public TOut Match<TOut>(Func<T, TOut> ok, Func<IReadOnlyList<Error>, TOut> refused)
    {
        ArgumentNullException.ThrowIfNull(ok);
        ArgumentNullException.ThrowIfNull(refused);
        return IsOk ? ok(_value!) : refused(Errors);
    }

    public static implicit operator Result<T>(T value) => new(value, []);

    public static implicit operator Result<T>(Error error) => new(default, [error]);

    public static implicit operator Result<T>(Error[] errors) => Refused(errors);

    public static implicit operator Result<T>(List<Error> errors) => Refused(errors);

    private static Result<T> Refused(IReadOnlyList<Error> errors) => errors.Count > 0
        ? new Result<T>(default, errors)
        : throw new ArgumentException("A refusal needs at least one error.", nameof(errors));
}
