using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Patterns.Testing;

/// <summary>
/// The part of DuckDB's C API (duckdb.h, version 1.5) that the wrapper calls. Handles are pointers; <c>idx_t</c> is 64 bits;
/// a state of 0 is success. Strings marked <see cref="BorrowedText"/> belong to DuckDB; those returned as <c>nint</c> by the
/// type functions are freed by the caller with <see cref="Free"/>.
/// </summary>
internal static unsafe partial class DuckDbNative
{
    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_library_version")]
    public static partial nint LibraryVersion();

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_free")]
    public static partial void Free(nint pointer);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_create_config")]
    public static partial int CreateConfig(out nint config);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_set_config", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetConfig(nint config, string name, string option);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_destroy_config")]
    public static partial void DestroyConfig(ref nint config);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_open_ext", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string? path, out nint database, nint config, out nint error);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_close")]
    public static partial void Close(ref nint database);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_connect")]
    public static partial int Connect(nint database, out nint connection);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_disconnect")]
    public static partial void Disconnect(ref nint connection);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_query", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Query(nint connection, string sql, out Result result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_prepare", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Prepare(nint connection, string sql, out nint statement);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_prepare_error")]
    public static partial nint PrepareError(nint statement);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_execute_prepared_streaming")]
    public static partial int ExecuteStreaming(nint statement, out Result result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_destroy_prepare")]
    public static partial void DestroyPrepared(ref nint statement);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_destroy_result")]
    public static partial void DestroyResult(ref Result result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_result_error")]
    public static partial nint ResultError(ref Result result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_rows_changed")]
    public static partial ulong RowsChanged(ref Result result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_column_count")]
    public static partial ulong ColumnCount(ref Result result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_column_name")]
    public static partial nint ColumnName(ref Result result, ulong column);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_column_logical_type")]
    public static partial nint ColumnType(ref Result result, ulong column);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_fetch_chunk")]
    public static partial nint FetchChunk(Result result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_create_data_chunk")]
    public static partial nint CreateChunk(nint* types, ulong columns);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_destroy_data_chunk")]
    public static partial void DestroyChunk(ref nint chunk);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_data_chunk_reset")]
    public static partial void ResetChunk(nint chunk);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_data_chunk_get_size")]
    public static partial ulong ChunkSize(nint chunk);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_data_chunk_set_size")]
    public static partial void SetChunkSize(nint chunk, ulong size);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_data_chunk_get_vector")]
    public static partial nint ChunkVector(nint chunk, ulong column);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_vector_size")]
    public static partial ulong VectorSize();

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_vector_get_data")]
    public static partial byte* VectorData(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_vector_get_validity")]
    public static partial ulong* VectorValidity(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_vector_ensure_validity_writable")]
    public static partial void EnsureValidityWritable(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_unsafe_vector_assign_string_element_len")]
    public static partial void AssignValidText(nint vector, ulong index, byte* text, ulong length);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_list_vector_get_child")]
    public static partial nint ListChild(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_list_vector_get_size")]
    public static partial ulong ListSize(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_struct_vector_get_child")]
    public static partial nint StructChild(nint vector, ulong index);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_array_vector_get_child")]
    public static partial nint ArrayChild(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_get_type_id")]
    public static partial DuckDbTypeId TypeId(nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_destroy_logical_type")]
    public static partial void DestroyType(ref nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_decimal_width")]
    public static partial byte DecimalWidth(nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_decimal_scale")]
    public static partial byte DecimalScale(nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_decimal_internal_type")]
    public static partial DuckDbTypeId DecimalStorage(nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_enum_internal_type")]
    public static partial DuckDbTypeId EnumStorage(nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_enum_dictionary_size")]
    public static partial uint EnumSize(nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_enum_dictionary_value")]
    public static partial nint EnumValue(nint type, ulong index);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_list_type_child_type")]
    public static partial nint ListItemType(nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_array_type_child_type")]
    public static partial nint ArrayItemType(nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_array_type_array_size")]
    public static partial ulong ArrayLength(nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_map_type_key_type")]
    public static partial nint MapKeyType(nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_map_type_value_type")]
    public static partial nint MapValueType(nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_struct_type_child_count")]
    public static partial ulong StructFieldCount(nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_struct_type_child_name")]
    public static partial nint StructFieldName(nint type, ulong index);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_struct_type_child_type")]
    public static partial nint StructFieldType(nint type, ulong index);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateAppender(nint connection, string? schema, string table, out nint appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_column_count")]
    public static partial ulong AppenderColumnCount(nint appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_column_type")]
    public static partial nint AppenderColumnType(nint appender, ulong column);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_append_data_chunk")]
    public static partial int AppendChunk(nint appender, nint chunk);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_flush")]
    public static partial int FlushAppender(nint appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_error")]
    public static partial nint AppenderError(nint appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_destroy")]
    public static partial int DestroyAppender(ref nint appender);

    /// <summary>Text that DuckDB keeps.</summary>
    public static string BorrowedText(nint text) => Utf8StringMarshaller.ConvertToManaged((byte*)text) ?? "";

    /// <summary>Text that DuckDB hands over.</summary>
    public static string OwnedText(nint text)
    {
        string copy = BorrowedText(text);
        Free(text);
        return copy;
    }

    /// <summary>The struct <c>duckdb_result</c>, 48 bytes, passed by value to <see cref="FetchChunk"/>; only the last field is in use.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Result
    {
        private readonly ulong _columnCount;
        private readonly ulong _rowCount;
        private readonly ulong _rowsChanged;
        private readonly nint _columns;
        private readonly nint _errorMessage;
        private readonly nint _internalData;
    }
}
