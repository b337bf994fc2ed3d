using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ExperimentAdmin.Core.Persistence.Copying;

/// <summary>A column in two databases, each of which keeps some values in a way of its own.</summary>
internal sealed class CopiedColumn(IProperty source, IProperty target)
{
    private readonly RelationalTypeMapping _source = source.GetRelationalTypeMapping();
    private readonly RelationalTypeMapping _target = target.GetRelationalTypeMapping();

    public string Name { get; } = source.GetColumnName();

    /// <summary>The value of a row of the source, as the program sees it.</summary>
    public object? Read(DbDataReader row, int place) => Read(_source, row, place);

    /// <summary>The value of a row of the target, as the program sees it.</summary>
    public object? ReadBack(DbDataReader row, int place) => Read(_target, row, place);

    /// <summary>The value as the target keeps it.</summary>
    public DbParameter Write(DbCommand command, string name, object? value) => _target.CreateParameter(command, name, value, target.IsNullable);

    /// <summary>Adds a value to what a row is known by. Databases keep times to the microsecond, or more exactly.</summary>
    public static void Append(IncrementalHash hash, object? value)
    {
        var text = value switch
        {
            null => null,
            DateTimeOffset moment => (moment.UtcTicks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
            byte[] bytes => Convert.ToHexString(bytes),
            IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
        var bytesOfText = Encoding.UTF8.GetBytes(text ?? string.Empty);
        hash.AppendData(BitConverter.GetBytes(text is null ? -1 : bytesOfText.Length));
        hash.AppendData(bytesOfText);
    }

    private static object? Read(RelationalTypeMapping mapping, DbDataReader row, int place)
    {
        if (row.IsDBNull(place))
        {
            return null;
        }

        var kept = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        var value = As(row.GetValue(place), Nullable.GetUnderlyingType(kept) ?? kept);
        return mapping.Converter is { } converter ? converter.ConvertFromProvider(value) : value;
    }

    // SQLite has numbers and texts alone; PostgreSQL's client gives times without their zone, which is UTC.
    private static object As(object value, Type type)
        => type.IsInstanceOfType(value) ? value
            : type == typeof(Guid) ? Guid.Parse((string)value)
            : value is DateTime moment ? new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc))
            : Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
}
