using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using ExperimentAdmin.Core.Evaluation.Conditions;

namespace ExperimentAdmin.Core.Evaluation.Context;

/// <summary>A value of the context with its type: a trait, or what a path leads to. The default is null.</summary>
public readonly record struct ContextValue
{
    /// <summary>Longer numbers than any that somebody means: they are text, and no condition multiplies their digits.</summary>
    public const int LongestNumber = 300;

    // A string, or a boxed BigInteger for integers beyond 64 bits.
    private readonly object? _reference;
    private readonly long _bits;

    private ContextValue(ContextValueKind kind, object? reference, long bits) => (Kind, _reference, _bits) = (kind, reference, bits);

    /// <summary>Enough for the text of every number that is no integer beyond 64 bits.</summary>
    internal const int RoomForText = DoubleText.MaxLength;

    /// <summary>Not there.</summary>
    public static ContextValue Null => default;

    /// <summary>The type.</summary>
    public ContextValueKind Kind { get; }

    /// <summary>Whether there is a value at all.</summary>
    public bool IsSet => Kind is not ContextValueKind.Null;

    internal string AsText => (string)_reference!;

    internal double AsReal => BitConverter.Int64BitsToDouble(_bits);

    internal bool AsBoolean => _bits != 0;

    internal BigInteger AsInteger => _reference is BigInteger big ? big : _bits;

    // The nearest one: a conversion of the large number itself cuts off.
    internal double AsDouble => _reference is BigInteger big
        ? double.Parse(big.ToString(CultureInfo.InvariantCulture), NumberStyles.Integer, CultureInfo.InvariantCulture)
        : _bits;

    public static ContextValue Of(string? text) => text is null ? Null : new(ContextValueKind.Text, text, 0);

    public static ContextValue Of(bool truth) => new(ContextValueKind.Boolean, null, truth ? 1 : 0);

    public static ContextValue Of(long number) => new(ContextValueKind.Integer, null, number);

    public static ContextValue Of(double number) => new(ContextValueKind.Real, null, BitConverter.DoubleToInt64Bits(number));

    public static ContextValue Of(BigInteger number) => number >= long.MinValue && number <= long.MaxValue
        ? new(ContextValueKind.Integer, null, (long)number)
        : new(ContextValueKind.Integer, number, 0);

    /// <summary>A JSON value. Numbers with a fraction or an exponent are reals, others integers; objects and lists are null.</summary>
    public static ContextValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Of(element.GetString()),
        JsonValueKind.True => Of(true),
        JsonValueKind.False => Of(false),
        JsonValueKind.Number => element.GetRawText() is var text && text.AsSpan().ContainsAny(".eE")
            ? Of(element.GetDouble())
            : Integer(text),
        _ => Null,
    };

    /// <summary>
    /// Turns text that is plainly a number into that number: "007" into 7, "1.50" into 1.5. Everything else stays, also what has more
    /// than <see cref="LongestNumber"/> digits.
    /// </summary>
    public ContextValue Cast()
    {
        if (Kind is not ContextValueKind.Text)
        {
            return this;
        }

        var digits = AsText.AsSpan(AsText.StartsWith('-') ? 1 : 0);
        var point = digits.IndexOf('.');
        return digits.Length > LongestNumber ? this
            : point < 0
            ? AreDigits(digits) ? Integer(AsText) : this
            : AreDigits(digits[..point]) && AreDigits(digits[(point + 1)..])
                ? Of(double.Parse(AsText, CultureInfo.InvariantCulture))
                : this;
    }

    /// <summary>The value as text, the way hashes and patterns take it; null for null.</summary>
    public string? ToText() => Kind switch
    {
        ContextValueKind.Null => null,
        ContextValueKind.Text => AsText,
        ContextValueKind.Integer => AsInteger.ToString(CultureInfo.InvariantCulture),
        ContextValueKind.Real => DoubleText.Of(AsReal),
        ContextValueKind.Boolean => AsBoolean ? "True" : "False",
        _ => throw new UnreachableException(),
    };

    /// <summary>The same text without allocating it, but for integers beyond 64 bits; empty for null.</summary>
    /// <param name="room">Where numbers are written; at least <see cref="RoomForText"/>.</param>
    internal ReadOnlySpan<char> TextIn(Span<char> room)
    {
        if (Kind is ContextValueKind.Real)
        {
            return room[..DoubleText.Write(AsReal, room)];
        }

        return Kind is ContextValueKind.Integer && _reference is null && _bits.TryFormat(room, out var length, default, CultureInfo.InvariantCulture)
            ? room[..length]
            : ToText();
    }

    /// <summary>Writes the value as JSON.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        switch (Kind)
        {
            case ContextValueKind.Null:
                json.WriteNullValue();
                break;
            case ContextValueKind.Text:
                json.WriteStringValue(AsText);
                break;
            case ContextValueKind.Integer when _reference is BigInteger big:
                json.WriteRawValue(big.ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
                break;
            case ContextValueKind.Integer:
                json.WriteNumberValue(_bits);
                break;
            case ContextValueKind.Real:
                json.WriteNumberValue(AsReal);
                break;
            case ContextValueKind.Boolean:
                json.WriteBooleanValue(AsBoolean);
                break;
            default:
                throw new UnreachableException();
        }
    }

    public override string ToString() => ToText() ?? "null";

    internal int CompareIntegerTo(ContextValue other) => _reference is null && other._reference is null
        ? _bits.CompareTo(other._bits)
        : AsInteger.CompareTo(other.AsInteger);

    private static ContextValue Integer(string digits) => long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? Of(number)
        : Of(BigInteger.Parse(digits, CultureInfo.InvariantCulture));

    private static bool AreDigits(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }
}
